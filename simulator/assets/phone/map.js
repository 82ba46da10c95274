// A map that is only a drawing: the same spot always looks the same.

const SPACE = "http://www.w3.org/2000/svg";

function shape(tag, attributes) {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

export function mapPicture(latitude, longitude, className) {
  const turn = Math.abs(Math.round((latitude * 7919 + longitude * 104_729) * 10)) % 360;
  const svg = shape("svg", { viewBox: "0 0 240 104", class: className, preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" });
  const ground = shape("g", { transform: `rotate(${turn % 50 - 25} 120 52)`, stroke: "none" });
  ground.append(
    shape("path", { d: "M-60-60H300V164H-60z", fill: "#e6ece2" }),
    shape("path", { d: `M-60 ${20 + turn % 40}C60 ${turn % 60} 120 90 320 ${50 + turn % 30}V${90 + turn % 30}C120 130 60 50-60 ${60 + turn % 40}Z`, fill: "#b9d8ec" }),
    shape("path", { d: `M${20 + turn % 60}-60v240M${130 + turn % 50}-60v240M-60 ${80 + turn % 20}H320M-60 ${5 + turn % 15}H320`, fill: "none", stroke: "#fff", "stroke-width": 8 }),
    shape("path", { d: "M-60 40H320M70-60v240M230-60v240", fill: "none", stroke: "#fff", "stroke-width": 3 }),
    shape("path", { d: `M${150 + turn % 40} -20h46v38h-46z`, fill: "#c9dfb9" }),
  );
  const pin = shape("g", { stroke: "none" });
  pin.append(
    shape("ellipse", { cx: 120, cy: 73, rx: 9, ry: 3, fill: "#00000033" }),
    shape("path", { d: "M120 72c10-12 16-19 16-27a16 16 0 0 0-32 0c0 8 6 15 16 27Z", fill: "#d6453d" }),
    shape("circle", { cx: 120, cy: 45, r: 6, fill: "#fff" }),
  );
  svg.append(ground, pin);
  return svg;
}
