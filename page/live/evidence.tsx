import { useMemo, useState } from "preact/hooks";
import type { Payload } from "../payload.ts";
import { type Evidence, search } from "../told/evidence.ts";
import { hrefOf } from "../view/parts.tsx";

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
      <Gallery payload={payload} />
    </>
  );
}

/** Drawings of the dossier. As pictures they run nothing, whatever they hold. */
function Gallery({ payload }: { payload: Payload }) {
  const drawn = payload.paths.filter((path) => path.endsWith(".svg"));
  if (drawn.length === 0) return null;
  return (
    <details>
      <summary>Drawings of the dossier</summary>
      <div class="gallery">
        {drawn.map((path) => (
          <figure key={path}>
            <img src={pictureOf(payload.bytes(path))} alt={`Drawing ${path}`} loading="lazy" />
            <figcaption>
              <a href={hrefOf("file", path)}>{path}</a>
            </figcaption>
          </figure>
        ))}
      </div>
    </details>
  );
}

export function pictureOf(bytes: Uint8Array = new Uint8Array()): string {
  return `data:image/svg+xml,${encodeURIComponent(new TextDecoder().decode(bytes))}`;
}

function linkOf(to: string): string {
  const [kind = "", ...id] = to.split("=");
  return hrefOf(kind, id.join("="));
}
