import * as vscode from 'vscode';
import { customisedColour } from './customisedColour';

/** A theme colour's value as the current theme has it: for pictures, which cannot name a theme colour. */
export type PaletteOf = (id: string) => string;

/** Of a theme colour, by kind of theme. */
interface Defaults {
  readonly dark: string;
  readonly light: string;
  readonly highContrast: string;
  readonly highContrastLight: string;
}

const kinds: Readonly<Record<vscode.ColorThemeKind, keyof Defaults>> = {
  [vscode.ColorThemeKind.Light]: 'light',
  [vscode.ColorThemeKind.Dark]: 'dark',
  [vscode.ColorThemeKind.HighContrast]: 'highContrast',
  [vscode.ColorThemeKind.HighContrastLight]: 'highContrastLight',
};

/** The settings that colours follow from, besides the kind of the current theme. */
export const PALETTE_SETTINGS = [
  'workbench.colorCustomizations',
  'workbench.colorTheme',
  'workbench.preferredDarkColorTheme',
  'workbench.preferredLightColorTheme',
  'window.autoDetectColorScheme',
];

/** As package.json declares them, unless the user has customised them. */
export function contributedPalette(extension: vscode.Extension<unknown>): PaletteOf {
  const { colors } = extension.packageJSON.contributes as {
    colors: readonly { id: string; defaults: Defaults }[];
  };
  const defaults = new Map(colors.map((color) => [color.id, color.defaults]));
  return (id) => {
    const { kind } = vscode.window.activeColorTheme;
    const customised = vscode.workspace
      .getConfiguration('workbench')
      .get<Record<string, unknown>>('colorCustomizations');
    return customisedColour(customised ?? {}, themeName(kind), id) ?? defaults.get(id)?.[kinds[kind]] ?? '#888888';
  };
}

/** VS Code tells the kind of its theme only; the name is what the settings say. */
function themeName(kind: vscode.ColorThemeKind): string {
  const settings = vscode.workspace.getConfiguration();
  const name = (setting: string) => settings.get<string>(`workbench.${setting}`, '');
  if (!settings.get('window.autoDetectColorScheme')) return name('colorTheme');
  const isLight = kind === vscode.ColorThemeKind.Light || kind === vscode.ColorThemeKind.HighContrastLight;
  return name(isLight ? 'preferredLightColorTheme' : 'preferredDarkColorTheme');
}
