// What a picture of double descent stacks.

/** The variance in two parts: what draws of data and features cause, and what label noise adds. */
export function varianceParts({ features, data, featuresData, noise, featuresNoise }) {
  return { data: sum(features, data, featuresData), noise: sum(noise, featuresNoise) };
}

const sum = (...parts) => parts[0].map((_, i) => parts.reduce((total, part) => total + part[i], 0));
