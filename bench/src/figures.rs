//! Percentiles of measured times.

/// The smallest value that at least `percent` of a hundred values do not exceed (the nearest-rank method: always a value
/// that was measured); `None` without values.
#[must_use]
pub fn percentile(values: &[f64], percent: usize) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let rank = (sorted.len() * percent.min(100)).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_value_that_was_measured() {
        let hundred: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        let table: [(&[f64], usize, Option<f64>); 9] = [
            (&hundred, 50, Some(50.0)),
            (&hundred, 95, Some(95.0)),
            (&hundred, 100, Some(100.0)),
            (&hundred, 0, Some(1.0)),
            (&[3.0, 1.0, 2.0], 50, Some(2.0)),
            (&[4.0, 1.0, 3.0, 2.0], 50, Some(2.0)),
            (&[4.0, 1.0, 3.0, 2.0], 95, Some(4.0)),
            (&[7.0], 95, Some(7.0)),
            (&[], 50, None),
        ];
        for (values, percent, expected) in table {
            assert_eq!(percentile(values, percent), expected, "p{percent} of {values:?}");
        }
    }
}
