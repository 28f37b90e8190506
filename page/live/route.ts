import { useEffect, useState } from "preact/hooks";

/** What the address asks to open: `#tx=0x…` */
export interface Route {
  readonly kind: string;
  readonly id: string;
}

export function useRoute(): Route | null {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const follow = (): void => setRoute(readRoute());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

/** Leaves the address without what was open, and the page where it is. */
export function leaveRoute(): void {
  history.replaceState(null, "", location.pathname + location.search);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

function readRoute(): Route | null {
  const [, kind = "", id = ""] = /^#([a-z]+)=(.+)$/.exec(location.hash) ?? [];
  if (kind === "") return null;
  try {
    return { kind, id: decodeURIComponent(id) };
  } catch {
    return null;
  }
}
