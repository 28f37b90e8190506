import { toJson } from "../../../src/support/json.ts";
import type { Forger, Json, Lie } from "./lie.ts";

/** What can be said of any file that a script left, told of every one of them. */
export function fileLies(forger: Forger): readonly Lie[] {
  const left = forger.paths().filter((path) => path.startsWith("reports/"));
  const isJson = (path: string) => path.endsWith(".json");
  const ofScripts = left.filter((path) => !path.startsWith("reports/manifests/"));
  return [
    ...left.flatMap((path) => changes(TEXT, path)),
    ...left.filter(isJson).flatMap((path) => changes(JSON_ONLY, path)),
    ...left.filter((path) => !isJson(path)).flatMap((path) => changes(PROSE, path)),
    ...ofScripts.map(leftOut),
    ...ofScripts.map(copied),
    ...ofScripts.slice(1).map((path, index) => exchanged(path, ofScripts[index] as string)),
  ];
}

/** Kinds of lies, each with what it makes of a text. */
type Changes = Readonly<Record<string, (text: string) => string>>;

const TEXT: Changes = {
  "a file with nothing in it": () => "",
  "a file with CRLF": (text) => text.replaceAll("\n", "\r\n"),
  "a file with a byte order mark": (text) => `\ufeff${text}`,
  "a file with one more line feed": (text) => `${text}\n`,
  "a file without its last line feed": (text) => text.replace(/\n$/, ""),
  "a Cyrillic letter in the place of a Latin one": (text) => text.replace(/a(?=[a-z])/, "\u0430"),
};

const JSON_ONLY: Changes = {
  "a key that stands there twice": (text) => text.replace(/^( {2}"[^"]+": )/m, '$1"another",\n$1'),
  "a key more": (text) => toJson({ ...JSON.parse(text), more: true }),
  "a key less": (text) => toJson(Object.fromEntries(Object.entries(JSON.parse(text)).slice(0, -1))),
  "keys in another order": (text) =>
    toJson(Object.fromEntries(Object.entries(JSON.parse(text)).toReversed())),
  "a number in another notation": (text) => text.replace(/(: )(\d+)(,?)$/m, "$1$2e0$3"),
  "a letter as an escape": (text) =>
    text.replace(/(: ")([a-z])/, (_, before, letter) => `${before}\\u00${letter.charCodeAt(0).toString(16)}`),
  "a number as a text": (text) => text.replace(/(: )(\d+)(,?)$/m, '$1"$2"$3'),
};

const PROSE: Changes = {
  "another word": (text) => text.replace(/[A-Za-z]{4,}/, "Forged"),
  "another digit": (text) => text.replace(/\d(?!.*\d)/s, (digit) => String((Number(digit) + 1) % 10)),
  "a line less": (text) => text.replace(/\n.+\n/, "\n"),
  "a sentence more": (text) => `${text}All of this was audited.\n`,
};

function changes(kinds: Changes, path: string): Lie[] {
  return Object.entries(kinds).map(([kind, change]) => ({
    kind,
    place: path,
    tell: (forger) => forger.edit(path, change),
  }));
}

function leftOut(path: string): Lie {
  return {
    kind: "a file that is left out, by its script too",
    place: path,
    tell(forger) {
      const inside = path.replace(/^reports\//, "");
      forger.claim(path, (outputs) => outputs.filter((output) => output.path !== inside));
      forger.remove(path);
      for (const { at, manifest } of forger.manifests())
        forger.put(
          at,
          toJson({ ...manifest, inputs: manifest.inputs.filter((input) => input.path !== inside) }),
        );
    },
  };
}

function copied(path: string): Lie {
  const copy = path.replace(/(\.[a-z]+)$/, ".old$1");
  return {
    kind: "a file more, which its script claims",
    place: path,
    tell(forger) {
      forger.put(copy, forger.text(path));
      const claimed = { path: copy.replace(/^reports\//, ""), sha256: "0".repeat(64) };
      forger.claim(path, (outputs) => [...outputs, claimed]);
    },
  };
}

function exchanged(path: string, other: string): Lie {
  return {
    kind: "two files in each other's place",
    place: path,
    tell(forger) {
      const [text, there]: Json = [forger.text(path), forger.text(other)];
      forger.put(path, there);
      forger.put(other, text);
    },
  };
}
