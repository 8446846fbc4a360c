import { describe, expect, test } from "vitest";
import cases from "../../../tests/cases/filled-questions.json?raw";
import { filledQuestion, type SavedQuestion, type Settings, Unfit } from "../../src/site/filling";

interface Case {
  readonly question: string;
  readonly settings: Settings;
  readonly filled?: string;
  readonly refused?: string;
}

/** What Python's `questions.prepared` makes of the same; see tests/site/test_filled_questions.py. */
const told = JSON.parse(cases) as {
  readonly questions: readonly SavedQuestion[];
  readonly prefixes: Readonly<Record<string, string>>;
  readonly named: Readonly<Record<string, readonly string[]>>;
  readonly cases: readonly Case[];
};

async function first(query: string): Promise<readonly string[]> {
  const name = /LCASE\("(.*)"\)\)/u.exec(query)?.[1] ?? "";
  return told.named[name.toLowerCase()] ?? [];
}

describe("saved questions are filled in as the server fills them in", () => {
  test.each(told.cases)("$question $settings", async ({ question, settings, filled, refused }) => {
    const known = told.questions.find(({ name }) => name === question);
    if (known === undefined) throw new Error(question);
    const made = filledQuestion(known, settings, told.prefixes, first);
    if (refused === undefined) expect(await made).toBe(filled);
    else await expect(made).rejects.toThrow(new Unfit(refused));
  });
});
