import { NATIONAL_KIT } from "../../acts/kit/layer-kit.ts";
import { NATIONAL_KIT_SCRIPT } from "../../acts/kit/national-kit.ts";
import { FOLDERS, inReports, PATHS } from "../../model/layout.ts";
import { runScript } from "../script.ts";
import { kitDescription } from "./flags.ts";
import { makeKit } from "./make-kit.ts";

const DEFAULTS = {
  reportRoot: inReports(FOLDERS.national),
  summary: inReports(PATHS.nationalReport),
  bundle: inReports(PATHS.nationalReceipts),
};

await runScript(
  kitDescription(
    NATIONAL_KIT_SCRIPT,
    "Makes the national governance kit of what the takeoff left.",
    DEFAULTS,
  ),
  (context) => makeKit(context, NATIONAL_KIT, DEFAULTS),
);
