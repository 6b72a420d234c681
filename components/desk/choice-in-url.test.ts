import { describe, expect, it } from "vitest";
import { addressValues, fullValues, shortValues } from "./choice-in-url.ts";

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

describe("very many choices in the address", () => {
  const shots = values(
    ...Array.from({ length: 5000 }, (_, at) => `${String(at).padStart(8, "0")}-0000-4000-8000-000000000000`),
  );
  const ids = shots.map(({ value }) => value);

  it("are ranges in the order of the facet, and single ones between", () => {
    expect(addressValues(ids, shots)).toEqual(["00000000~00004999"]);
    const chosen = ids.filter((_, at) => at !== 7 && at !== 10 && at !== 12);
    const held = addressValues(chosen, shots);
    expect(held).toEqual(["00000000~00000006", "00000008", "00000009", "00000011", "00000013~00004999"]);
    expect(fullValues(held, shots)).toEqual(chosen);
  });

  it("keep names and what is gone, one by one", () => {
    const held = addressValues([...ids, "-", "99999999-0000-4000-8000-000000000000"], [...shots, ...values("-")]);
    expect(held).toEqual(["00000000~00004999", "-", "99999999-0000-4000-8000-000000000000"]);
  });

  it("are named one by one while they are few", () => {
    expect(addressValues(ids.slice(0, 3), shots)).toEqual(["00000000", "00000001", "00000002"]);
  });

  it("with an end that is gone are one value that is gone", () => {
    expect(fullValues(["00000000~99999999"], shots)).toEqual(["00000000~99999999"]);
  });
});
