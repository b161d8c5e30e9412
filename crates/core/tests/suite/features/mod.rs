//! Random features: linear, noisy, nonlinear, deep.

mod activation;
mod feature_layers;
mod features_oracle;
mod features_properties;
mod kernel_regime;
mod noisy_features;
mod noisy_features_monte_carlo;
mod nonlinear_features_monte_carlo;
mod optimal_features;
mod random_features;
mod triple_threshold;
