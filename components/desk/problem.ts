export { ask, type Problem } from "#components/shell/ask";
