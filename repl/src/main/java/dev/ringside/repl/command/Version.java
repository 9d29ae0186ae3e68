package dev.ringside.repl.command;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. The number comes from the build, by way of the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "ringside " + (version == null ? "(unpacked classes)" : version) + ", Java " + Runtime.version()
        };
    }
}
