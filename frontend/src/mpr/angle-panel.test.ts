import { beforeEach, describe, expect, test } from "vitest";
import "./angle-panel.js";
import type { AnglePanel } from "./angle-panel.js";
import { executeMpr } from "./mpr-commands.js";
import type { MprModel } from "./mpr-model.js";
import { anglesIn } from "./mpr-state.js";
import { openPlanes } from "./testing.js";

describe("the fourth view's angles", () => {
  let model: MprModel;
  let panel: AnglePanel;
  const part = <E extends HTMLElement>(name: string): E | null => panel.renderRoot.querySelector<E>(`[data-testid=${name}]`);
  const values = () => ["turn", "tilt"].map((name) => part<HTMLInputElement>(`angle-${name}`)?.value);

  /** As the viewer does on every change of the model. */
  async function follow(): Promise<void> {
    panel.asked = model.anglesShown;
    panel.revision += 1;
    await panel.updateComplete;
    await panel.updateComplete;
  }
  async function openByKey(): Promise<void> {
    executeMpr(model, { type: "angles" });
    await follow();
    await follow();
  }
  async function type(name: "turn" | "tilt", text: string): Promise<void> {
    part<HTMLInputElement>(`angle-${name}`)!.value = text;
    // What Enter in a field does.
    panel.renderRoot.querySelector("form")!.requestSubmit();
    await follow();
  }

  beforeEach(async () => {
    // jsdom has no popovers.
    const toggle = (newState: string) =>
      function (this: HTMLElement): void {
        this.dispatchEvent(Object.assign(new Event("toggle"), { newState }));
      };
    Object.assign(HTMLElement.prototype, { showPopover: toggle("open"), hidePopover: toggle("closed") });
    model = openPlanes({ width: 400, height: 400 });
    panel = document.createElement("lightbox-angle-panel") as AnglePanel;
    panel.model = model;
    document.body.replaceChildren(panel);
    await panel.updateComplete;
  });

  test("open by a key with the keyboard in the first field, and say how the plane lies", async () => {
    await openByKey();
    expect(values()).toEqual(["45.0", "-25.7"]);
    expect(panel.shadowRoot!.activeElement).toBe(part("angle-turn"));
    expect(part("mpr-angles")!.ariaExpanded ?? part("mpr-angles")!.getAttribute("aria-expanded")).toBe("true");
    await openByKey();
    expect(values()).toEqual([undefined, undefined]);
  });

  test("open by the button, and tell the model", async () => {
    part("mpr-angles")!.click();
    await follow();
    expect(model.anglesShown).toBe(true);
    part("angle-turn")!.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await follow();
    expect(model.anglesShown).toBe(false);
    expect(panel.shadowRoot!.activeElement).toBe(part("mpr-angles"));
  });

  test("lay the plane on Enter, and stay open", async () => {
    await openByKey();
    await type("turn", "-12.25");
    expect(anglesIn(model.state!)).toEqual({ turn: expect.closeTo(-12.25, 9), tilt: expect.closeTo(-25.7, 9) });
    await type("tilt", "90");
    expect(anglesIn(model.state!).tilt).toBeCloseTo(90, 6);
    expect(model.anglesShown).toBe(true);
  });

  test.each(["30,5", "30.5"])("take comma and point: %j", async (text) => {
    await openByKey();
    await type("tilt", text);
    expect(anglesIn(model.state!).tilt).toBeCloseTo(30.5, 9);
  });

  test.each(["", "91", "-90.5", "x"])("lay nothing at what is no angle: %j", async (text) => {
    await openByKey();
    const before = model.state;
    await type("tilt", text);
    expect(model.state).toBe(before);
  });

  test("follow the plane while it is turned otherwise", async () => {
    await openByKey();
    executeMpr(model, { type: "layAt", angles: { turn: 10, tilt: 20 } });
    await follow();
    expect(values()).toEqual(["10.0", "20.0"]);
  });

  test("aren't there where the layout has no fourth view", async () => {
    executeMpr(model, { type: "layout", to: "1x3" });
    await openByKey();
    expect(model.anglesShown).toBe(false);
    expect(part<HTMLButtonElement>("mpr-angles")!.disabled).toBe(true);
  });
});
