import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** VS Code's workbench as a user handles it: by what is seen, never by its API. */
export class Workbench {
  constructor(
    readonly page: Page,
    /** Folder for screenshots. */
    private readonly artifacts: string,
  ) {}

  async open(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'domcontentloaded' });
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  }

  async screenshot(name: string): Promise<void> {
    await mkdir(this.artifacts, { recursive: true });
    await this.page.screenshot({ path: path.join(this.artifacts, `${name}.png`) });
  }

  /** The input box that the command palette, quick picks and input boxes share. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }

  /** The rows that the quick input offers. */
  quickPick(label: string): Locator {
    return this.page.locator('.quick-input-widget .monaco-list-row', { hasText: label }).first();
  }

  /** Runs a command from the palette, by its title. */
  async runCommand(title: string): Promise<void> {
    // Until the workbench has bound its keys, F1 does nothing; what is registered later a palette that is open does not show.
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('F1');
      try {
        await this.quickInput.waitFor({ state: 'visible', timeout: 3000 });
        await this.quickInput.fill(`>${title}`);
        await this.quickPick(title).waitFor({ timeout: 4000 });
        break;
      } catch (error) {
        if (attempt === 8) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
    await this.page.keyboard.press('Enter');
  }

  /** Opens a file of the workspace by its name, and puts the cursor at its beginning. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.quickInput.waitFor();
    await this.quickInput.fill(name);
    await this.quickPick(name).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await this.page.keyboard.press('Control+Home');
    await this.cursorAt(1, 1);
  }

  /** Waits until the status bar says that the cursor is there: only then do keys act from there. */
  async cursorAt(line: number, column: number): Promise<void> {
    await this.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** Saves the active editor once it has something to be saved. */
  async save(): Promise<void> {
    await this.page.locator('.tab.active.dirty').waitFor();
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** Waits for the input box with this title, fills it in and accepts it. */
  async answerInput(title: string | RegExp, text: string): Promise<void> {
    await this.page.locator('.quick-input-widget', { hasText: title }).waitFor();
    await this.quickInput.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Answers an open dialog, which in a browser is a quick input for a path. */
  async chooseFolder(folder: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget', { has: this.page.locator('.quick-input-action') });
    // The dialog first lists its own idea of a folder, and only then heeds what is typed.
    await this.quickPick('..').waitFor();
    await this.quickInput.fill(`${folder}/`);
    await this.quickPick('..').waitFor();
    await dialog.getByRole('button', { name: 'OK' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Answers an open dialog for a file that is there or is to be. */
  async chooseFile(file: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget', { has: this.page.locator('.quick-input-action') });
    await this.quickPick('..').waitFor();
    await this.quickInput.fill(file);
    // It lists what is in the folder that is typed, and heeds nothing until then.
    await this.quickPick('..').waitFor();
    await this.page.waitForTimeout(500);
    await dialog.getByRole('button', { name: 'OK' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Drags a file of the explorer onto something inside the webview, with Shift held. */
  async dragToWebview(name: string, target: Locator): Promise<void> {
    const from = await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).boundingBox();
    const to = await target.boundingBox();
    if (!from || !to) throw new Error(`${name}, or where it is to go, is not in sight`);
    const { mouse, keyboard } = this.page;
    await mouse.move(from.x + 60, from.y + 10);
    await mouse.down();
    await mouse.move(from.x + 120, from.y + 30, { steps: 5 });
    await keyboard.down('Shift');
    await mouse.move(to.x + 80, to.y + 20, { steps: 15 });
    await mouse.up();
    await keyboard.up('Shift');
  }

  /** Chooses from the menu of a file in the explorer: an item, or one of its submenu. */
  async chooseInExplorer(name: string, ...items: readonly string[]): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).click({ button: 'right' });
    for (const item of items) {
      const action = this.page.locator('.monaco-menu .action-item', { hasText: item }).last();
      // A submenu follows the mouse, and takes a moment.
      await action.hover();
      await this.page.waitForTimeout(300);
      await action.click();
    }
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast', { hasText: text });
  }

  tab(label: string): Locator {
    return this.page.locator('.tab', { hasText: label });
  }

  /** The shown lines of the active editor, top to bottom. */
  async editorText(): Promise<string> {
    const lines = await this.page
      .locator('.editor-group-container.active .monaco-editor .view-line')
      .evaluateAll((elements) =>
        elements
          .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
          .sort((a, b) => a.top - b.top)
          .map(({ text }) => text),
      );
    // The editor draws spaces as no-break spaces.
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** What the extension draws in the active editor: whether anything is boxed, and the texts set beside entities. */
  decorations(): Promise<{ boxed: boolean; types: string[] }> {
    return this.page.locator('.editor-group-container.active .monaco-editor').evaluate((editor) => {
      const boxes = [...editor.querySelectorAll('.view-overlays .cdr')].filter(
        (element) => getComputedStyle(element).borderLeftStyle === 'solid',
      );
      const beside = [...editor.querySelectorAll('.view-line span')]
        .map((element) => getComputedStyle(element, '::after').content)
        .filter((content) => content !== 'none' && content !== 'normal')
        .map((content) => content.replaceAll('"', ''));
      return { boxed: boxes.length > 0, types: [...new Set(beside)] };
    });
  }

  /** The inside of the webview that is shown. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }
}
