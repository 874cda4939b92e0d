// Browsers refuse to start a worker for a page opened from disk, and the search runs in one.
// There, its script runs in a hidden frame instead; on a server nothing is changed.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    #inner;
    #loaded;

    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.#inner = frame.contentWindow;
      this.#inner.postMessage = (data) => this.#tell(this, data);
      const script = this.#inner.document.createElement("script");
      script.src = new URL(url, location);
      this.#loaded = new Promise((done) => script.addEventListener("load", done));
      this.#inner.document.body.append(script);
    }

    postMessage(data) {
      this.#loaded.then(() => this.#tell(this.#inner, data));
    }

    #tell(target, data) {
      const message = new MessageEvent("message", { data });
      target.dispatchEvent(message);
      // A window calls its own handler by itself; our object has none that it knows of.
      if (target === this) this.onmessage?.(message);
    }
  };
}
