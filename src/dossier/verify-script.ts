import { artefactPath } from "../support/paths.ts";

/** A tag file for whoever has not this program. */
export const SCRIPT = artefactPath("verify.sh");

/**
 * The same in every dossier, so that a reader can take it from one that is trusted. It leans on the one spelling in which bundles
 * and statements are written, for coreutils know no JSON.
 */
export const SCRIPT_TEXT = String.raw`#!/bin/sh
# Checks a dossier with coreutils and openssl alone:
#
#   sh verify.sh [--dossier DIR] [--root SHA256] [--threshold N] [KEY.pem ...]
#
# DIR is where this script lies, if none is named. The root, and the public keys of those whom you trust, you know from
# elsewhere than from the dossier. So it is with this script: in a stranger's dossier it says what the stranger likes.
set -u
LC_ALL=C
export LC_ALL

dossier=$(dirname "$0") root= threshold=
usage() { echo "usage: sh verify.sh [--dossier DIR] [--root SHA256] [--threshold N] [KEY.pem ...]" >&2; exit 2; }
while [ $# -gt 0 ]; do
  case $1 in
    --dossier) [ $# -gt 1 ] || usage; dossier=$2; shift 2 ;;
    --root) [ $# -gt 1 ] || usage; root=$2; shift 2 ;;
    --threshold) [ $# -gt 1 ] || usage; threshold=$2; shift 2 ;;
    --*) usage ;;
    *) break ;;
  esac
done
case $threshold in '') threshold=$(( $# > 0 )) ;; *[!0-9]*) usage ;; esac
for key in "$@"; do [ -r "$key" ] || { echo "no key can be read at $key" >&2; exit 2; }; done
[ $# -eq 0 ] || command -v openssl >/dev/null || { echo "signatures take openssl, which is not here" >&2; exit 5; }
[ -d "$dossier/data" ] || { echo "$dossier is no dossier" >&2; exit 2; }
dossier=$(CDPATH='' cd -- "$dossier" && pwd) || exit 5

work=$(mktemp -d) || exit 5
trap 'rm -rf "$work"' EXIT
trap 'exit 5' HUP INT TERM
wrong=0
# Names are the dossier's, and may hold what moves a terminal's cursor.
say() { printf '%-7s%s\n' "$1" "$(printf '%s' "$2" | tr '\n' ' ' | tr -c ' -~' '?')"; }
fail() { say WRONG "$1"; wrong=$((wrong + 1)); }
refuse() { echo; echo "Nothing is proved: $wrong wrong."; exit 4; }

# A manifest's line for each file, under ./; whatever is no plain file and no folder is a line that no manifest has.
list() {
  for entry in "$@"; do
    if [ -h "$entry" ]; then printf '%-66s%s\n' '' "$entry (a link)"
    elif [ -d "$entry" ]; then list "$entry"/* "$entry"/.[!.]* "$entry"/..?*
    elif [ -f "$entry" ]; then sha256sum "$entry"
    elif [ -e "$entry" ]; then printf '%-66s%s\n' '' "$entry (no file)"
    fi
  done
}

# That a manifest says of these files what is so, to the letter: sha256sum -c would pass over a comment.
manifest() {
  if [ -h "$dossier/$1" ] || [ ! -f "$dossier/$1" ]; then fail "$1 is no file"; return; fi
  cut -c1-66,69- "$2" | sort >"$work/found"
  sort "$dossier/$1" >"$work/listed"
  differing=$(comm -3 "$work/listed" "$work/found" | tr -d '\t' | cut -c67- | sort -u | head -n 3)
  if [ -n "$differing" ]; then fail "$1 and the folder differ: $differing"
  elif [ "$(sort -k 2 "$work/found" | sha256sum)" != "$(sha256sum <"$dossier/$1")" ]; then fail "$1 is spelled otherwise"
  fi
  say files "$(wc -l <"$work/listed") listed in $1"
}

(cd "$dossier" && list ./data) >"$work/payload"
(cd "$dossier" && for tag in ./* ./.[!.]* ./..?*; do
  case $tag in ./data | ./tagmanifest-sha256.txt) ;; *) list "$tag" ;; esac
done) >"$work/tags"
[ ! -h "$dossier/data" ] || fail "data is a link"
manifest manifest-sha256.txt "$work/payload"
manifest tagmanifest-sha256.txt "$work/tags"
[ "$wrong" -eq 0 ] || refuse

found=$(sha256sum <"$dossier/manifest-sha256.txt" | cut -c1-64)
say root "$found"
[ -z "$root" ] || [ "$root" = "$found" ] || fail "the root is not $root"

# What a statement about this root begins with, to the letter.
cat >"$work/begin" <<END
{
  "_type": "https://in-toto.io/Statement/v1",
  "subject": [
    {
      "name": "manifest-sha256.txt",
      "digest": {
        "sha256": "$found"
      },
END

# Takes payload and signature out of a bundle, and puts together what was signed (DSSE v1).
unpack() {
  payload= signature=
  while IFS= read -r line; do
    case $line in
      '    "payload": "'*) payload=$line ;;
      '        "sig": "'*) signature=$line ;;
    esac
  done <"$1"
  payload=$(printf '%s' "$payload" | cut -d '"' -f 4)
  signature=$(printf '%s' "$signature" | cut -d '"' -f 4)
  printf '%s' "$payload" | base64 -d >"$2.payload" 2>"$work/said" &&
    printf '%s' "$signature" | base64 -d >"$2.signature" 2>"$work/said" || return 1
  printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(wc -c <"$2.payload")" >"$2.signed"
  cat "$2.payload" >>"$2.signed"
}

statements=0
for bundle in "$dossier"/attestations/*.sigstore.json; do
  [ -f "$bundle" ] || continue
  statements=$((statements + 1))
  at=$work/$statements
  if ! unpack "$bundle" "$at"; then fail "$bundle holds no statement"
  elif [ "$(head -n 8 "$at.payload")" != "$(cat "$work/begin")" ]; then fail "$bundle is about another root"
  fi
done

vouching=0 seen=' '
for key in "$@"; do
  # A key of P-256 has two spellings, and counts once.
  { openssl pkey -pubin -in "$key" -outform DER -ec_conv_form uncompressed || openssl pkey -pubin -in "$key" -outform DER
  } >"$work/der" 2>"$work/said" || { fail "$key holds no public key"; continue; }
  name=$(sha256sum <"$work/der" | cut -c1-64)
  case $seen in *" $name "*) continue ;; esac
  seen="$seen$name "
  count=0 at=0
  while [ "$at" -lt "$statements" ]; do
    at=$((at + 1))
    openssl pkeyutl -verify -rawin -pubin -inkey "$key" -sigfile "$work/$at.signature" -in "$work/$at.signed" \
      >"$work/said" 2>&1 && count=$((count + 1))
  done
  say signed "$count of $statements statements by $name"
  [ "$count" -eq 0 ] || vouching=$((vouching + 1))
done
[ "$vouching" -ge "$threshold" ] || fail "$vouching of your keys vouch for it, and $threshold must"

[ "$wrong" -eq 0 ] || refuse
echo
echo "Proved: these files, no more and no less, are what the root stands for."
[ -z "$root" ] || echo "Proved: the root is the one that you named."
[ "$vouching" -eq 0 ] || echo "Proved: $vouching of your keys signed statements about this root."
[ -n "$root" ] || [ "$vouching" -gt 0 ] || echo "Not proved: that this is the root you were told of. Name it with --root, or name keys."
[ $# -gt 0 ] || echo "Not proved: who stands behind it. $statements statements were left unread: signer unknown."
[ ! -f "$dossier/omnisovereign/anchor.json" ] || echo "Not proved: that the owner anchored the root, as omnisovereign/anchor.json has it."
echo "Not proved: that receipts and reports follow from the journal, and the journal from plans and code."
echo "For that: omnisovereign verify DIR --replay --rebuild"
`;
