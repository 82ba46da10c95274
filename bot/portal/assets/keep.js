// What this tab remembers: the test key and the test patient. It goes with the tab.

const read = (name) => sessionStorage.getItem(`connect:${name}`) || "";

export const kept = {
  get key() { return read("key"); },
  get logKey() { return read("log-key") || read("key"); },
  get v3Key() { return read("v3-key"); },
  get connectId() { return read("connect-id"); },
  get phone() { return read("phone"); },
};

export const keep = (name, value) => sessionStorage.setItem(`connect:${name}`, value);

export const forget = (...names) => names.forEach((name) => sessionStorage.removeItem(`connect:${name}`));
