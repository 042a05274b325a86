// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Refuses every integration, and every secret provider, whose name another has too. None of them
 * wins: which one would answer must not depend on what a folder is called.
 */
final class Duplicates {

  private final List<PluginDraft> drafts;

  Duplicates(List<PluginDraft> drafts) {
    this.drafts = drafts;
  }

  void refuse() {
    refuse(
        "integration",
        PluginDraft::integrations,
        integration -> integration.info().id(),
        LoadedIntegration::origin);
    refuse(
        "secret provider",
        PluginDraft::secretProviders,
        LoadedSecretProvider::name,
        LoadedSecretProvider::origin);
  }

  private <T> void refuse(
      String kind,
      Function<PluginDraft, List<T>> provided,
      Function<T, String> name,
      Function<T, Origin> origin) {
    Map<String, List<Claim<T>>> claims = new TreeMap<>();
    for (PluginDraft draft : drafts) {
      for (T claimant : provided.apply(draft)) {
        claims
            .computeIfAbsent(name.apply(claimant), unclaimed -> new ArrayList<>())
            .add(new Claim<>(draft, claimant, origin.apply(claimant).className()));
      }
    }
    claims.forEach(
        (claimed, claimants) -> {
          if (claimants.size() > 1) {
            claimants.forEach(claim -> provided.apply(claim.draft()).remove(claim.claimant()));
            claimants.forEach(
                claim -> claim.draft().problem(refusal(kind + " " + claimed, claim, claimants)));
          }
        });
  }

  private static <T> String refusal(String claimed, Claim<T> claim, List<Claim<T>> claimants) {
    return "The %s is also provided by %s, so none can be used; remove all but one of them."
        .formatted(claimed, othersThan(claim, claimants));
  }

  private static <T> String othersThan(Claim<T> claim, List<Claim<T>> claimants) {
    return claimants.stream()
        .filter(other -> !other.equals(claim))
        .map(other -> other.className() + " of " + other.draft().path())
        .collect(Collectors.joining(" and "));
  }

  private record Claim<T>(PluginDraft draft, T claimant, String className) {}
}
