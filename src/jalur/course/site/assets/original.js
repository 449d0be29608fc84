// @ts-check
/**
 * The way back to a notebook as the site ships it, as a command of JupyterLite's notebook page:
 * in the toolbar, in the File menu and in the palette (lite.py names it there). A reader's copy
 * lies in the browser and hides the shipped one; without it, that one is there again.
 */
(() => {
const ID = "jalur:original";
/** @type {Record<string, string>} */
const words = JSON.parse(document.getElementById("jalur-words")?.textContent ?? "{}");

/** @param {any} app JupyterLite's application */
function offer(app) {
  app.commands.addCommand(ID, {
    label: words.original,
    caption: words.caption,
    isEnabled: () => app.shell.currentWidget?.context?.model != null,
    async execute() {
      const { context, content } = app.shell.currentWidget;
      if (!confirm(words.ask)) return;
      context.model.dirty = false;
      await app.serviceManager.contents.delete(context.path); // the reader's copy; a file of the site cannot be deleted
      await context.revert();
      // A kernel that is still starting has run nothing that must be forgotten.
      if (["idle", "busy"].includes(context.sessionContext.session?.kernel?.status)) await context.sessionContext.restartKernel();
      content.activeCellIndex = 0;
    },
  });
  app.commands.notifyCommandChanged(ID); // the button was there before the command
}
const look = setInterval(() => {
  const app = /** @type {any} */ (globalThis).jupyterapp;
  if (!app?.commands) return;
  clearInterval(look);
  offer(app);
}, 50);
})();
