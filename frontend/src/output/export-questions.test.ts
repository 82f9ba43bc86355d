// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { ExportMessage } from "../protocol/messages.js";
import { ExportQuestions } from "./export-questions.js";

const WISH = { viewport: 0, slice: 3, form: "png", patientText: true } as const;

describe("ExportQuestions", () => {
  test("hands each answer to its question", async () => {
    const sent: ExportMessage[] = [];
    const questions = new ExportQuestions((message) => sent.push(message) > 0);
    const [first, second] = [questions.ask(WISH), questions.ask({ ...WISH, viewport: 1 })];
    expect(sent.map(({ number }) => number)).toEqual([0, 1]);
    questions.onExport({ type: "export", viewport: 1, number: 1, refusal: "not-allowed" });
    questions.onExport({ type: "export", viewport: 0, number: 0, refusal: null });
    expect(await first).toBeNull();
    expect(await second).toBe("not-allowed");
  });

  test("gives nothing away where nobody answers", async () => {
    const questions = new ExportQuestions(() => true);
    const asked = questions.ask(WISH);
    questions.disconnected();
    expect(await asked).toBe("connection-lost");
    expect(await new ExportQuestions(() => false).ask(WISH)).toBe("connection-lost");
  });
});
