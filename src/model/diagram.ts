/** What a box stands for, which is how it is drawn. */
export type DiagramKind = "person" | "role" | "module" | "fixed";

/** Boxes and arrows, before anything draws them. Texts are attacker-controlled. */
export interface Diagram {
  readonly title: string;
  /** Where and when it was read; stands in the drawing's source only. */
  readonly source: string;
  readonly direction: "right" | "down";
  readonly boxes: readonly DiagramBox[];
  readonly arrows: readonly DiagramArrow[];
}

export interface DiagramBox {
  /** By which arrows name it; shown nowhere. */
  readonly id: string;
  readonly name: string;
  /** Below the name. */
  readonly lines: readonly string[];
  readonly kind: DiagramKind;
  /** Drawn around all boxes that have the same; `null` for a box of its own. */
  readonly group: string | null;
}

export interface DiagramArrow {
  /** Ids of boxes. */
  readonly from: string;
  readonly to: string;
  readonly lines: readonly string[];
  readonly style: "solid" | "dotted";
}
