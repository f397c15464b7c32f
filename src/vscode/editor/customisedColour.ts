/**
 * A colour as the setting workbench.colorCustomizations has it, by VS Code's rules
 * (https://github.com/microsoft/vscode/blob/1.100.0/src/vs/workbench/services/themes/common/colorThemeData.ts): what it says of the theme
 * alone (`"[Theme]": { … }`, also of several and with `*`) goes before what it says of all.
 * @param theme the name of the current one
 * @returns nothing where the theme's colour stays
 */
export function customisedColour(
  customisations: Readonly<Record<string, unknown>>,
  theme: string,
  id: string,
): string | undefined {
  const ofTheme = Object.entries(customisations).flatMap(([scope, block]) =>
    isRecord(block) && isScopeOf(scope, theme) ? block[id] || [] : [],
  );
  const colour = ofTheme.at(-1) ?? customisations[id];
  return typeof colour === 'string' && colour !== 'default' ? colour : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param scope such as `[Light One][* Dark*]` */
function isScopeOf(scope: string, theme: string): boolean {
  if (!scope.startsWith('[') || !scope.endsWith(']')) return false;
  return [...scope.matchAll(/\[(.+?)\]/gu)].some(([, name = '']) => isName(name, theme));
}

function isName(name: string, theme: string): boolean {
  const [isOpenBefore, isOpenAfter] = [name.startsWith('*'), name.endsWith('*')];
  if (isOpenBefore && isOpenAfter) return theme.includes(name.slice(1, -1));
  if (isOpenAfter) return theme.startsWith(name.slice(0, -1));
  return isOpenBefore ? theme.endsWith(name.slice(1)) : name === theme;
}
