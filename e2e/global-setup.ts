import { startDemo } from "./start-demo.ts";

/** A demo for all browser tests, ended after the last; COMPOUT_DEMO names the demo.json of one to use instead. */
export default () => startDemo([], { FTRACK_ADMIN_PORT: "0" });
