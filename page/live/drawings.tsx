import { useMemo, useState } from "preact/hooks";
import { drawnBeside } from "../../src/model/layout.ts";
import { plain } from "../../src/render/html.ts";
import type { Payload } from "../payload.ts";
import { type AtlasArrow, arrowsOf } from "../told/atlas.ts";
import { hrefOf, Scroll, Table } from "../view/parts.tsx";

/** Every drawing of the dossier: first what Mermaid files draw, then charts. */
export function Drawings({ payload }: { payload: Payload }) {
  const atlases = payload.paths.filter((path) => path.endsWith(".mmd")).map(drawnBeside);
  const drawn = payload.paths.filter((path) => path.endsWith(".svg"));
  const charts = drawn.filter((path) => !atlases.includes(path));
  if (drawn.length === 0) return null;
  return (
    <>
      <h3>Drawings of the dossier</h3>
      {[...atlases.filter((path) => drawn.includes(path)), ...charts].map((path) => (
        <FoldedDrawing key={path} path={path} payload={payload} />
      ))}
    </>
  );
}

function FoldedDrawing({ path, payload }: { path: string; payload: Payload }) {
  const [isOpen, setOpen] = useState(false);
  const { title } = useSaid(payload, path);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title || path}</summary>
      {isOpen && <Drawing path={path} payload={payload} />}
      <p>
        <a href={hrefOf("file", path)}>{path}</a>
      </p>
    </details>
  );
}

const SMALLEST = 0.5;
const LARGEST = 4;

/** A picture that can be scrolled and zoomed, and what it says in words. As a picture it runs nothing, whatever it holds. */
export function Drawing({ path, payload }: { path: string; payload: Payload }) {
  const [zoom, setZoom] = useState(1);
  const { title, description, width } = useSaid(payload, path);
  const source = useMemo(() => pictureOf(payload.bytes(path)), [payload, path]);
  const atlas = payload.text(path.replace(/\.svg$/, ".mmd"));
  return (
    <>
      <div class="bar-of-tools">
        <button type="button" disabled={zoom <= SMALLEST} onClick={() => setZoom(zoom / 2)}>
          Smaller
        </button>
        <button type="button" disabled={zoom >= LARGEST} onClick={() => setZoom(zoom * 2)}>
          Larger
        </button>
      </div>
      <Scroll label={`${title || path}, scrolls`}>
        <img class="drawn" src={source} width={width * zoom} alt={title || `Drawing ${path}`} />
      </Scroll>
      <details>
        <summary>In words</summary>
        {atlas === undefined ? <p>{description}</p> : <Arrows title={title} arrows={arrowsOf(atlas)} />}
      </details>
    </>
  );
}

function Arrows({ title, arrows }: { title: string; arrows: readonly AtlasArrow[] }) {
  return (
    <Table<AtlasArrow>
      caption={title}
      columns={[
        { title: "From", cell: ({ from }) => from },
        { title: "To", cell: ({ to }) => to },
        { title: "What", cell: ({ what }) => what },
      ]}
      rows={arrows}
      empty="It cannot be told in words."
    />
  );
}

interface Said {
  readonly title: string;
  readonly description: string;
  /** Pixels. */
  readonly width: number;
}

const USUAL_WIDTH = 800;
const MOST_WIDTH = 4_000;

/** What a drawing says of itself, as our own are written: parsing it would be running what it holds. */
function useSaid(payload: Payload, path: string): Said {
  return useMemo(() => {
    const drawing = payload.text(path) ?? "";
    const text = (name: string): string =>
      plain(new RegExp(`<${name} id="[a-z]+">([^<]*)</${name}>`).exec(drawing)?.[1] ?? "");
    const width = Number(/^<svg [^>]*\bwidth="(\d+)"/.exec(drawing)?.[1]);
    const isUsable = width > 0 && width <= MOST_WIDTH;
    return { title: text("title"), description: text("desc"), width: isUsable ? width : USUAL_WIDTH };
  }, [payload, path]);
}

function pictureOf(bytes: Uint8Array = new Uint8Array()): string {
  return `data:image/svg+xml,${encodeURIComponent(new TextDecoder().decode(bytes))}`;
}
