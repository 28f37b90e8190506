import { settleOwner } from "../../acts/owner/settle.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { transact } from "../chain-script.ts";
import { runScript } from "../script.ts";

const DESCRIPTION = {
  stage: SCRIPTS.settle.stage,
  script: SCRIPTS.settle.name,
  does: "Settles the coordination jobs that are due by the end of the owner's stage.",
};

await runScript(DESCRIPTION, (context) => transact(context, settleOwner, { settles: "owner" }));
