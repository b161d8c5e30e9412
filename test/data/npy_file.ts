// Writes .npy files: the reference for readNpy, after the format's own description.

export interface Layout {
  /** Type without byte order; float64 where absent. */
  type?: string;
  order?: "<" | ">";
  /** The whole type as the header has it, instead of the two above. */
  descr?: string;
  fortran?: boolean;
  version?: number;
  shape?: number[];
  values: number[];
}

const writers: Record<
  string,
  [number, (view: DataView, at: number, x: number, le: boolean) => void]
> = {
  f8: [8, (view, at, x, le) => view.setFloat64(at, x, le)],
  f4: [4, (view, at, x, le) => view.setFloat32(at, x, le)],
  i8: [8, (view, at, x, le) => view.setBigInt64(at, BigInt(x), le)],
  u8: [8, (view, at, x, le) => view.setBigUint64(at, BigInt(x), le)],
  i4: [4, (view, at, x, le) => view.setInt32(at, x, le)],
  u4: [4, (view, at, x, le) => view.setUint32(at, x, le)],
  i2: [2, (view, at, x, le) => view.setInt16(at, x, le)],
  u2: [2, (view, at, x, le) => view.setUint16(at, x, le)],
  i1: [1, (view, at, x) => view.setInt8(at, x)],
  u1: [1, (view, at, x) => view.setUint8(at, x)],
  b1: [1, (view, at, x) => view.setUint8(at, x)],
};

/** The bytes of a .npy file. */
export function npy({ type = "f8", order = "<", fortran = false, version = 1, ...rest }: Layout) {
  const { values, shape = [values.length], descr = `${order}${type}` } = rest;
  const [size, write] = writers[type] ?? [8, () => {}];
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const order_ = fortran ? "True" : "False";
  const header = `{'descr': '${descr}', 'fortran_order': ${order_}, 'shape': (${tuple}), }`;
  const lead = version === 1 ? 10 : 12;
  const length = Math.ceil((lead + header.length + 1) / 64) * 64 - lead;
  const bytes = new Uint8Array(lead + length + size * values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), version, 0]);
  if (version === 1) view.setUint16(8, length, true);
  else view.setUint32(8, length, true);
  bytes.set(new TextEncoder().encode(`${header.padEnd(length - 1)}\n`), lead);
  values.forEach((x, i) => {
    write(view, lead + length + i * size, x, order === "<");
  });
  return bytes;
}
