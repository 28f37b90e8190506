import { PLANETARY_KIT } from "../../acts/kit/layer-kit.ts";
import { FOLDERS, inReports, PATHS } from "../../model/layout.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { runScript } from "../script.ts";
import { kitDescription } from "./flags.ts";
import { makeKit } from "./make-kit.ts";

const DEFAULTS = {
  reportRoot: inReports(FOLDERS.planetary),
  summary: inReports(PATHS.planetaryReport),
  bundle: inReports(PATHS.planetaryReceipts),
};

await runScript(
  kitDescription(
    SCRIPTS.planetaryKit.name,
    "Makes the planetary governance kit, which includes the national one by digest.",
    DEFAULTS,
  ),
  (context) => makeKit(context, PLANETARY_KIT, DEFAULTS),
);
