import type { ComponentChildren } from "preact";

/** What the page can vouch for, and what goes further; scripts add what they can check by themselves. */
export function Checks({ root, children }: { root: string; children?: ComponentChildren }) {
  return (
    <>
      <p>
        <strong>A page inside a bag vouches for itself only as far as the root that you bring.</strong>{" "}
        Whoever can change the bag can change this page, and what it says of its own digests. Compare the root
        with one that you have from elsewhere (a lock file, a signature, an anchor on chain), or have a
        program of your own check the bag.
      </p>
      <dl>
        <div>
          <dt>Root of the payload that this page was made from</dt>
          <dd>
            <code>{root}</code>
          </dd>
        </div>
      </dl>
      {children ?? (
        <p class="note">
          Without scripts, this page checks nothing by itself. The commands below check the bag that it lies
          in.
        </p>
      )}
      <h3>By other means</h3>
      <ul class="commands">
        <li>
          <code class="command">sha256sum manifest-sha256.txt</code> The root: the digest of the list of
          digests.
        </li>
        <li>
          <code class="command">sha256sum -c manifest-sha256.txt</code> Every file is what the list says.
        </li>
        <li>
          <code class="command">npx omnisovereign verify . --replay</code> Executes the journal again, and
          compares every receipt, event and document.
        </li>
        <li>
          <code class="command">npx omnisovereign verify . --rebuild</code> Runs the mission again from the
          bag's own plans, and compares the root.
        </li>
        <li>
          <code class="command">npx omnisovereign view .</code> Makes this page anew, by a program of yours.
        </li>
      </ul>
    </>
  );
}
