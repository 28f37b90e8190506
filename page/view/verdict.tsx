import type { ComponentChildren } from "preact";
import { counted } from "../../src/support/text.ts";
import type { ToldVerdict } from "../told/verdict.ts";
import { Facts } from "./parts.tsx";

/** @param sound what scripts have checked so far */
export function Verdict({ verdict, sound }: { verdict: ToldVerdict; sound?: ComponentChildren }) {
  const { isFine, amiss, jobs, drills, arrows, chain, stages, booksBalance, root, files, simulated } =
    verdict;
  return (
    <>
      <p class={`verdict ${isFine ? "good" : "bad"}`}>
        <strong>
          {isFine
            ? "Everything that was rehearsed came out as foreseen."
            : `${counted(amiss.length, "thing is", "things are")} not as they should be.`}
        </strong>{" "}
        This is what the dossier's files say. Whether they may be believed is what{" "}
        <a href="#check">checking</a> is for.
      </p>
      {sound}
      {amiss.length > 0 && (
        <ul>
          {amiss.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      )}
      <ul class="tiles">
        <Tile figure={`${jobs.approved}/${jobs.all}`} what="jobs approved" note={jobs.others.join(", ")} />
        <Tile figure={`${drills.passed}/${drills.all}`} what="drills as foreseen" />
        <Tile figure={booksBalance ? "balanced" : "off"} what="books of escrows" />
        <Tile
          figure={`${arrows.proved}/${arrows.all}`}
          what="connections of the system, each proved by a receipt"
        />
      </ul>
      <Facts
        facts={[
          ["Stages", stages.join(" → ")],
          [
            "Chain",
            `${chain.blocks} blocks, ${chain.transactions} transactions, ${chain.hardfork}, chain ${chain.chainId}`,
          ],
          ["State root", <code>{chain.stateRoot}</code>],
          ["Dossier root", <code>{root}</code>],
          ["Payload", `${files} files`],
        ]}
      />
      <details open>
        <summary>What of this is simulated</summary>
        <ul>
          {simulated.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Tile({ figure, what, note = "" }: { figure: string; what: string; note?: string }) {
  return (
    <li class="tile">
      <b>{figure}</b> <span>{what}</span>
      {note !== "" && <small>{note}</small>}
    </li>
  );
}
