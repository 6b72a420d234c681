import { expect, it } from "vitest";
import { keepPermit } from "./permit.ts";

/** A clock that is moved by hand, and a count of the questions. */
function setUp(answer: () => Promise<void> = () => Promise.resolve()) {
  const state = { now: 1000, questions: 0 };
  const permit = keepPermit(
    () => {
      state.questions += 1;
      return answer();
    },
    () => state.now,
  );
  return { state, permit };
}

it("asks once for many steps that follow one another closely, and again after a while", async () => {
  const { state, permit } = setUp();
  await Promise.all(Array.from({ length: 50 }, () => permit.still()));
  expect(state.questions).toBe(1);
  state.now += 400;
  await permit.still();
  expect(state.questions).toBe(1);
  state.now += 200;
  await permit.still();
  expect(state.questions).toBe(2);
});

it("asks each time where the answer decides", async () => {
  const { state, permit } = setUp();
  await permit.ask();
  await permit.ask();
  expect(state.questions).toBe(2);
  await permit.still();
  expect(state.questions).toBe(2);
});

it("takes no answer that came long after its question: the process was stopped in between", async () => {
  const { state, permit } = setUp(async () => {
    if (state.questions === 1) state.now += 60_000;
  });
  await permit.ask();
  expect(state.questions).toBe(2);
});

it("stops every step once the answer is no", async () => {
  const { state, permit } = setUp(() => Promise.reject(new Error("lost")));
  for (const step of [permit.still, permit.ask, permit.still]) await expect(step()).rejects.toThrow("lost");
  expect(state.questions).toBe(3);
});
