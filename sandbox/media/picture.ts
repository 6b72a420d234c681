/** Colour of one point; x and y run from 0 to 1, each channel too. */
export type Picture = (x: number, y: number) => readonly [red: number, green: number, blue: number];

/** A soft gradient around a hue (0 to 1), with a bright spot that wanders with time (0 to 1): frames differ and can be told apart. */
export function gradient(hue: number, time = 0): Picture {
  const [base, accent] = [hueToRgb(hue), hueToRgb(hue + 0.12)];
  const [spotX, spotY] = [0.15 + 0.7 * time, 0.6 - 0.3 * Math.sin(Math.PI * time)];
  return (x, y) => {
    const glow = 0.55 * Math.exp(-((x - spotX) ** 2 + (y - spotY) ** 2) / 0.03);
    const light = 0.2 + 0.35 * (1 - y);
    const mix = (from: number, to: number) => Math.min(1, light * (from * (1 - x) + to * x) + glow);
    return [mix(base[0], accent[0]), mix(base[1], accent[1]), mix(base[2], accent[2])];
  };
}

function hueToRgb(hue: number): readonly [number, number, number] {
  const channel = (offset: number) => {
    const place = (((hue + offset) % 1) + 1) % 1;
    return 0.25 + 0.75 * Math.min(1, Math.max(0, Math.abs(place * 6 - 3) - 1));
  };
  return [channel(0), channel(2 / 3), channel(1 / 3)];
}

export const byte = (level: number) => Math.round(255 * Math.min(1, Math.max(0, level)));

/** A picture cut into points of three bytes. */
export interface Raster {
  width: number;
  height: number;
  points: Buffer;
}

export function rasterOf(picture: Picture, width: number, height: number): Raster {
  const points = Buffer.alloc(width * height * 3);
  for (let y = 0, place = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = picture(x / width, y / height);
      points[place++] = byte(red);
      points[place++] = byte(green);
      points[place++] = byte(blue);
    }
  }
  return { width, height, points };
}
