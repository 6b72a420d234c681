import { describe, expect, it } from "vitest";
import { fullValues, shortValues } from "./choice-in-url.ts";

const one = "3a372bde-05bc-11e4-8908-20c9d081909b";
const twin = "3a372bde-05bc-11e4-8908-ffffffffffff";
const other = "77aa0000-0000-4000-8000-000000000001";
const values = (...ids: string[]) => ids.map((value) => ({ value, label: value, hint: "" }));

describe("a choice in the address", () => {
  it("cuts ids to what tells them apart, and finds them again", () => {
    const shots = values(one, other);
    expect(shortValues([one, other], shots)).toEqual(["3a372bde", "77aa0000"]);
    expect(fullValues(["3a372bde", "77aa0000"], shots)).toEqual([one, other]);
  });

  it("keeps an id whole where no cut tells it from another", () => {
    const shots = values(one, twin);
    expect(shortValues([one], shots)).toEqual([one]);
    expect(fullValues(["3a372bde"], shots)).toEqual(["3a372bde"]);
  });

  it("leaves names alone, even ones that look like the start of an id", () => {
    const assets = values("compout", "deadbeef", "deadbeef-1");
    expect(shortValues(["compout", "deadbeef"], assets)).toEqual(["compout", "deadbeef"]);
    expect(fullValues(["deadbeef", "compout"], assets)).toEqual(["deadbeef", "compout"]);
  });

  it("takes whole ids too, and keeps what is not there any more", () => {
    expect(fullValues([one, "99999999"], values(one))).toEqual([one, "99999999"]);
  });
});
