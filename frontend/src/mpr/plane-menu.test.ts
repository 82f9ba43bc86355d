import { beforeEach, describe, expect, test } from "vitest";
import "./plane-menu.js";
import type { PlaneMenu } from "./plane-menu.js";
import { openPlanes } from "./testing.js";

describe("Tab in a plane's menu", () => {
  let menu: PlaneMenu;
  const part = (name: string) => menu.renderRoot.querySelector<HTMLElement>(`[data-testid=${name}]`);
  const focused = () => (menu.shadowRoot!.activeElement as HTMLElement | null)?.dataset["testid"];
  const open = () => part("plane-menu")!.getAttribute("aria-expanded") === "true";

  async function press(key: string, shiftKey = false): Promise<void> {
    menu.shadowRoot!.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, composed: true, cancelable: true }));
    await menu.updateComplete;
  }

  beforeEach(async () => {
    // jsdom has no popovers.
    const toggle = (newState: string) =>
      function (this: HTMLElement): void {
        this.dispatchEvent(Object.assign(new Event("toggle"), { newState }));
      };
    Object.assign(HTMLElement.prototype, { showPopover: toggle("open"), hidePopover: toggle("closed") });
    const model = openPlanes({ width: 400, height: 400 });
    menu = document.createElement("lightbox-plane-menu") as PlaneMenu;
    menu.model = model;
    menu.pane = model.state!.panes.axial;
    document.body.replaceChildren(menu);
    await menu.updateComplete;
    part("plane-menu")!.click();
    await menu.updateComplete;
    await menu.updateComplete;
  });

  test("goes from minus over the field and plus to the modes, and back", async () => {
    part("thinner")!.focus();
    for (const next of ["slab-thickness", "thicker", "plane-method"]) {
      await press("Tab");
      expect(focused()).toBe(next);
    }
    for (const before of ["thicker", "slab-thickness", "thinner"]) {
      await press("Tab", true);
      expect(focused()).toBe(before);
    }
    expect(open()).toBe(true);
  });

  test("leaves the menu beyond its last stop, and before its first", async () => {
    expect(focused()).toBe("plane-method");
    await press("Tab");
    expect(open()).toBe(false);
    expect(focused()).toBe("plane-menu");
    part("plane-menu")!.click();
    await menu.updateComplete;
    await menu.updateComplete;
    part("thinner")!.focus();
    await press("Tab", true);
    expect(open()).toBe(false);
  });

  test("lets the arrows go into the modes from beside them", async () => {
    part("thicker")!.focus();
    await press("ArrowUp");
    expect(menu.shadowRoot!.activeElement).toBe([...menu.renderRoot.querySelectorAll("[role=menuitemradio]")].at(-1));
  });
});
