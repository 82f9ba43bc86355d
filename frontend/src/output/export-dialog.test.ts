import { expect, test } from "vitest";
import "./export-dialog.js";
import type { ExportDialog } from "./export-dialog.js";

test.each([
  ["slices", false],
  ["planes", true],
])("what can be chosen of %s is what they can have on them", async (_name, planes) => {
  // jsdom has no dialogs.
  Object.assign(HTMLDialogElement.prototype, { showModal: () => {} });
  const dialog = document.createElement("lightbox-export-dialog") as ExportDialog;
  Object.assign(dialog, { allowed: true, planes });
  document.body.replaceChildren(dialog);
  await dialog.updateComplete;
  const choices = [...dialog.renderRoot.querySelectorAll<HTMLElement>("input[type=checkbox]")].map((box) => box.dataset["testid"]);
  expect(choices).toEqual(planes ? ["export-patient"] : ["export-patient", "export-graphics"]);
});
