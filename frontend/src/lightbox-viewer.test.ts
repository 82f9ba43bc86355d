import { expect, test } from "vitest";
import { LightboxViewer } from "./lightbox-viewer.js";

test("the viewer is a registered custom element", () => {
  expect(document.createElement("lightbox-viewer")).toBeInstanceOf(LightboxViewer);
});
