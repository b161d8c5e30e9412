// Rust's standard library for WebAssembly on a Debian 12 machine whose rustup reaches no server: Debian ships a
// current compiler and its sources with all that they need, but no such library. It is built once from those
// sources and put where the compiler looks for it.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.mjs";

const bin = "/usr/bin";

/** Installs Debian's Rust and its library for `target` under /usr; needs root. */
export async function buildDebianStd(target) {
  await installPackages();
  const version = (await run(`${bin}/rustc`, ["--version"])).stdout.split(" ")[1];
  const folder = mkdtempSync(join(tmpdir(), "wasm32-std-"));
  try {
    const library = join(folder, "library");
    cpSync(`/usr/src/rustc-${version}/library`, library, { recursive: true });
    prepare(library);
    await compile(library, target);
    installLibrary(join(library, "target", target, "release", "deps"), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function installPackages() {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  const names = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", await linker()];
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names], { env });
}

/** The linker of the LLVM that this Rust was built with. */
async function linker() {
  const { stdout } = await run("apt-cache", ["depends", "rust-web-llvm"]);
  return `lld-${/llvm-(\d+)/.exec(stdout)?.[1]}`;
}

/** Leaves out what Debian has no source of: test crates, the profiler and a driver for C compilers, none of them needed. */
function prepare(library) {
  mkdirSync(join(library, ".cargo"));
  writeFileSync(join(library, ".cargo", "config.toml"), vendored);
  rmSync(join(library, "Cargo.lock"));
  edit(join(library, "Cargo.toml"), [/members = \[[^\]]*\]/, 'members = ["std", "sysroot"]']);
  edit(join(library, "std", "Cargo.toml"), [devDependencies, ""]);
  edit(
    join(library, "compiler-builtins", "compiler-builtins", "Cargo.toml"),
    [/^cc = .*\n/gm, ""],
    [/"dep:cc"/g, ""],
  );
  edit(
    join(library, "sysroot", "Cargo.toml"),
    [/^profiler_builtins = .*\n/gm, ""],
    [/^profiler = .*/gm, "profiler = []"],
  );
}

const vendored = `[source.crates-io]
replace-with = "vendored-sources"
[source.vendored-sources]
directory = "vendor"
`;

const devDependencies =
  /^\[(?:target\.[^\n]*\.)?dev-dependencies(?:\.[^\]]*)?\][\s\S]*?(?=^\[|$(?![\s\S]))/gm;

function edit(path, ...rules) {
  let text = readFileSync(path, "utf8");
  for (const [pattern, replacement] of rules) {
    if (text.search(pattern) < 0) throw new Error(`${path}: nothing matches ${pattern}`);
    text = text.replace(pattern, replacement);
  }
  writeFileSync(path, text);
}

async function compile(library, target) {
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    RUSTC_BOOTSTRAP: "1",
    RUSTFLAGS: "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes -Cpanic=abort",
    CARGO_TARGET_DIR: join(library, "target"),
  };
  const manifest = ["--manifest-path", "sysroot/Cargo.toml", "--no-default-features"];
  const args = ["build", "--quiet", "--release", "--offline", "--target", target, ...manifest];
  await run(`${bin}/cargo`, args, { cwd: library, env });
}

function installLibrary(built, target) {
  const folder = `/usr/lib/rustlib/${target}/lib`;
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(built).filter((file) => file.endsWith(".rlib"))) {
    cpSync(join(built, name), join(folder, name));
  }
}
