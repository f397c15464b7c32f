import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** Screen coordinates in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

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
    // Until the workbench has bound its keys, F1 does nothing.
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('F1');
      try {
        await this.quickInput.waitFor({ state: 'visible', timeout: 3000 });
        break;
      } catch (error) {
        if (attempt === 6) throw error;
      }
    }
    await this.quickInput.fill(`>${title}`);
    await this.quickPick(title).waitFor({ timeout: 20_000 });
    await this.page.keyboard.press('Enter');
  }

  /** Waits for the input box whose prompt or place holder holds `prompt`, fills it in and accepts it. */
  async answerInput(prompt: RegExp, text: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    await widget
      .filter({ hasText: prompt })
      .or(widget.filter({ has: this.page.getByPlaceholder(prompt) }))
      .waitFor();
    await this.quickInput.fill(text);
    await this.page.keyboard.press('Enter');
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

  /** The middle of some text in the editor. A line can be one element whatever its tokens, so the DOM is asked for a range. */
  async textPosition(text: string): Promise<Point> {
    const position = await this.page.evaluate((wanted) => {
      for (const line of document.querySelectorAll('.editor-group-container.active .monaco-editor .view-line')) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const nodes: Text[] = [];
        while (walker.nextNode()) if (walker.currentNode instanceof Text) nodes.push(walker.currentNode);
        const content = nodes.map((node) => node.data.replaceAll('\u00a0', ' ')).join('');
        const start = content.indexOf(wanted);
        if (start < 0) continue;
        const range = document.createRange();
        const place = (offset: number): [Text, number] | undefined => {
          let rest = offset;
          for (const node of nodes) {
            if (rest <= node.data.length) return [node, rest];
            rest -= node.data.length;
          }
          return undefined;
        };
        const from = place(start);
        const to = place(start + wanted.length);
        if (!from || !to) continue;
        range.setStart(...from);
        range.setEnd(...to);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return null;
    }, text);
    if (!position) throw new Error(`the editor does not show "${text}"`);
    return position;
  }

  /** The inside of the webview that is shown. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }
}
