#!/usr/bin/env bash
# Proves on a copy of the tree that the README's command and the CDK app run when JAVA_HOME and PATH name different JDKs, one
# of them too old, in both orders. Some minutes. Usage: .ci/jdks.sh OLDER_JDK NEWER_JDK
set -euo pipefail
cd "$(dirname "$0")/.."
older=${1:?the home of a JDK older than 21}
newer=${2:?the home of a JDK 21 or newer}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 tar c | tar x -C "$copy"
cd "$copy"
app=$(node -p "require('./cdk.json').app")

run_with() {
    echo "JAVA_HOME=$1, PATH begins with $2/bin"
    env JAVA_HOME="$1" PATH="$2/bin:$PATH" mvn -q -Plocal -Dlocal.args=--version
    rm -rf cdk.out
    env JAVA_HOME="$1" PATH="$2/bin:$PATH" CDK_OUTDIR=cdk.out sh -c "$app"
    [ -f cdk.out/manifest.json ] || { echo "the CDK app wrote no assembly" >&2; exit 1; }
}

run_with "$older" "$newer"
run_with "$newer" "$older"
run_with "$newer" "$newer"
echo "all orders work"
