package io.github.rabbitlambda.doctor.reader;

import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Credentials and Region, from where the AWS CLI has them. */
final class Login {
    private final ProfileFile profiles;
    private final Optional<String> profile;

    Login(Optional<String> profile) {
        this(profiles(), profile);
    }

    /** @throws UnreadableAccount if there is no such profile */
    Login(ProfileFile profiles, Optional<String> profile) {
        this.profiles = profiles;
        this.profile = profile;
        if (profile.isPresent() && profiles.profile(profile.get()).isEmpty()) {
            throw new UnreadableAccount("--profile must be a profile of the AWS CLI (given " + profile.get()
                    + "); aws configure list-profiles shows them");
        }
    }

    private static ProfileFile profiles() {
        try {
            return ProfileFile.defaultProfileFile();
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            throw new UnreadableAccount("the configuration of the AWS CLI can't be read (" + oneLine(unreadable)
                    + "); correct it", unreadable);
        }
    }

    Region region(Optional<String> given) {
        return given.map(Region::of).orElseGet(this::configuredRegion);
    }

    private Region configuredRegion() {
        DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder()
                .profileFile(() -> profiles);
        profile.ifPresent(chain::profileName);
        try {
            return chain.build().getRegion();
        } catch (SdkException none) {
            throw new UnreadableAccount("no Region is configured; give --region, or set AWS_REGION", none);
        }
    }

    /** Resolves them at once, so that a missing login is said once and not by every call. */
    AwsCredentialsProvider credentials() {
        AwsCredentialsProvider provider = profile.<AwsCredentialsProvider>map(this::ofProfile)
                .orElseGet(() -> DefaultCredentialsProvider.builder().profileFile(() -> profiles).build());
        try {
            provider.resolveCredentials();
            return provider;
        } catch (SdkException | IllegalStateException | IllegalArgumentException none) {
            throw noCredentials(none);
        }
    }

    // The default chain would prefer what the environment says to a profile that was asked for.
    private AwsCredentialsProvider ofProfile(String name) {
        return ProfileCredentialsProvider.builder().profileFile(() -> profiles).profileName(name).build();
    }

    private UnreadableAccount noCredentials(RuntimeException cause) {
        String option = profile.map(name -> " --profile " + name).orElse("");
        if (usesSingleSignOn() && Failure.lostOnTheWay(cause).isEmpty()) {
            return new UnreadableAccount("the single sign-on has expired; log in with aws sso login" + option, cause);
        }
        return new UnreadableAccount(profile
                .map(name -> "the profile " + name + " gives no credentials" + reason(cause)
                        + "; correct it or give another")
                .orElse("there are no AWS credentials; log in as for the AWS CLI, or give --profile"), cause);
    }

    private boolean usesSingleSignOn() {
        return profiles.profile(profile.orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow))
                .filter(found -> found.properties().keySet().stream().anyMatch(name -> name.startsWith("sso_")))
                .isPresent();
    }

    /** The SDK may quote the whole configuration, which is too much for a sentence. */
    private static String reason(RuntimeException failed) {
        if (failed instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            return " (" + refused.awsErrorDetails().errorCode() + ")";
        }
        String message = Failure.lostOnTheWay(failed).orElseGet(() -> oneLine(failed));
        return message.contains("ProfileFile(") ? "" : " (" + message + ")";
    }

    private static String oneLine(RuntimeException failed) {
        return String.valueOf(failed.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }
}
