// Watches the app start: says so when it does not, and tells the portal without naming anybody.
// Plain ES5, inline: it must run on engines that understand nothing else here, and cost no request.
(function () {
  "use strict";
  var started = false;
  var told = 0;

  // A module with a function that takes an externref: what the wasm needs most recently of all (Chrome 96, iOS 15).
  var probe = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0];

  // Compiled for real: iOS 15 knows the instructions but not 'wasm-unsafe-eval', and refuses under our policy.
  function tooOld() {
    try {
      return !(new WebAssembly.Module(new Uint8Array(probe)) && "noModule" in document.createElement("script"));
    } catch (_) {
      return true;
    }
  }

  function show(id) {
    var line = document.getElementById(id);
    if (line) {
      line.hidden = false;
    }
  }

  function whenParsed(act) {
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", act);
    } else {
      act();
    }
  }

  // A place in our own code, or the loader's words with their numbers cut out: nothing of the page, no address.
  function placeOf(error) {
    var frame = /wasm-function\[\d+\]/.exec((error && error.stack) || "");
    var words = String((error && error.message) || "unknown").replace(/\d+/g, "").replace(/\s+/g, "-");
    return ((error && error.name) || "Error") + ":" + (frame ? frame[0].replace(/[[\]]/g, ":") : words).slice(0, 90);
  }

  function tell(kind, error) {
    if (told++ < 3 && navigator.sendBeacon) {
      var report = { kind: kind, place: placeOf(error) };
      try {
        navigator.sendBeacon("/api/crash", new Blob([JSON.stringify(report)], { type: "application/json" }));
      } catch (_) {
        // Nobody can be told that telling failed.
      }
    }
  }

  function failed(reason) {
    var error = (reason && (reason.error || reason.reason)) || reason;
    var old = tooOld();
    tell(started ? "crash" : old ? "old_engine" : "not_started", error);
    whenParsed(function () {
      show(old ? "boot-old" : "boot-failed");
    });
  }

  window.addEventListener("TrunkApplicationStarted", function () {
    started = true;
  });

  // Caught on the way down, because a script that could not be fetched does not bubble.
  window.addEventListener(
    "error",
    function (event) {
      var target = event.target;
      var isScript = target && target !== window && target.tagName === "SCRIPT";
      var isPreload = target && target.tagName === "LINK" && /preload/.test(target.rel);
      if (isScript || (isPreload && !started)) {
        failed({ message: "fetch" });
      } else if (event.error && (!started || event.error.name === "RuntimeError")) {
        // After the start only a panic matters: the app is dead then, and its buttons with it.
        failed(event);
      }
    },
    true
  );

  window.addEventListener("unhandledrejection", function (event) {
    if (!started || (event.reason && event.reason.name === "RuntimeError")) {
      failed(event);
    }
  });

  if (tooOld()) {
    failed({ message: "probe" });
  }
})();
