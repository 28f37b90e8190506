import { SCRIPTS } from "../../model/scripts.ts";
import { UPDATE_FLAGS, UPDATE_INSTEAD } from "../by-hand.ts";
import { runScript } from "../script.ts";
import { changePause } from "./change-pause.ts";

await runScript(
  {
    stage: SCRIPTS.ownerPause.stage,
    script: SCRIPTS.ownerPause.name,
    does: "Shows what the owner's pause, or its end, would change; sends it with --execute.",
    flags: {
      ...UPDATE_FLAGS,
      pause: { says: "stop every module until the owner resumes" },
      resume: { says: "have them go on" },
    },
    instead: UPDATE_INSTEAD,
  },
  changePause,
);
