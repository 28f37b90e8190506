import { useMemo, useState } from "preact/hooks";
import type { Payload } from "../payload.ts";
import { type Evidence, search } from "../told/evidence.ts";
import { hrefOf } from "../view/parts.tsx";
import { Drawings } from "./drawings.tsx";

const KINDS = ["job", "drill", "transaction", "event", "actor", "file"] as const;

/** Search over everything that the payload holds. */
export function LiveEvidence({ evidence, payload }: { evidence: Evidence; payload: Payload }) {
  const [words, setWords] = useState("");
  const [kind, setKind] = useState("");
  const hits = useMemo(() => search(evidence, words, kind), [evidence, words, kind]);
  return (
    <>
      <div class="bar-of-tools">
        <label>
          Search files, transactions, events, actors
          <input type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        </label>
        <label>
          Kind
          <select onChange={(event) => setKind(event.currentTarget.value)}>
            <option value="">all</option>
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="soft" role="status">
        {hits.all === 0
          ? `${evidence.items.length} things can be searched.`
          : `${hits.all} found${hits.all > hits.shown.length ? `, the first ${hits.shown.length} shown` : ""}.`}
      </p>
      {hits.shown.length > 0 && (
        <ul class="hits" tabIndex={0} aria-label="What was found">
          {hits.shown.map(({ kind: found, to, title, note }, index) => (
            <li key={`${to} ${title} ${index}`}>
              <span class="kind">{found}</span> <a href={linkOf(to)}>{title}</a>
              <small>{note}</small>
            </li>
          ))}
        </ul>
      )}
      <Drawings payload={payload} />
    </>
  );
}

function linkOf(to: string): string {
  const [kind = "", ...id] = to.split("=");
  return hrefOf(kind, id.join("="));
}
