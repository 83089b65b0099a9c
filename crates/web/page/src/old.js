// Plain old JavaScript: it must run where the page itself does not.
if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function" || typeof structuredClone !== "function") document.documentElement.className = "old";
