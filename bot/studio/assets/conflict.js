// Somebody else saved meanwhile: her draft is shown, and what ours would replace, before anything is lost.

const $ = (id) => document.getElementById(id);

/** @param ours {ask(): the server's answer to saving, take(theirs), keep(revision)} */
export function openConflict({ ask, take, keep }) {
  let theirs = null;

  function settled() {
    theirs = null;
    $("conflict").hidden = $("overwrite").hidden = true;
  }
  $("theirs").addEventListener("click", () => {
    const taken = theirs;
    settled();
    take(taken);
  });
  $("mine").addEventListener("click", async () => {
    const { status, said } = await ask();
    if (status !== 409) return;
    theirs = said;
    $("who").textContent = said.by;
    $("difference").replaceChildren(...said.difference.map(([sign, line]) => Object.assign(
      document.createElement({ "-": "del", "+": "ins" }[sign] ?? "span"),
      { textContent: `${{ "-": "−", "+": "+" }[sign] ?? " "} ${line}` },
    )));
    $("overwrite").hidden = false;
  });
  $("overwrite-now").addEventListener("click", () => {
    const { seen } = theirs;
    settled();
    keep(seen);
  });

  return {
    get open() { return theirs !== null; },
    begin(said) {
      theirs = said;
      $("who").textContent = said.by;
      $("conflict").hidden = false;
      $("conflict").scrollIntoView({ block: "nearest" });
    },
  };
}
