"use client";

import { createContext, useContext } from "react";

const ActiveRow = createContext(false);
export const ActiveRowProvider = ActiveRow.Provider;

/** What is inside a row is on the way of the Tab key only in the row that has the focus: thirty rows are not sixty stops. */
export function useRowTabIndex(): 0 | -1 {
  return useContext(ActiveRow) ? 0 : -1;
}
