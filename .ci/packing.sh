#!/usr/bin/env bash
# Proves on a copy of the tree that Lambda's jars are packed again after each kind of change, and only then. Some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 tar c | tar x -C "$copy"
cd "$copy"

jars="function/target/function.jar operations/target/operations.jar operations/target/network.jar"
sample=function/src/main/java/io/github/rabbitlambda/function/SampleListener.java
task=$(ls operations/src/main/java/io/github/rabbitlambda/operations/*.java | grep -v package-info | head -1)

build() {
    mvn -q -B -Dstyle.skip -Dmaven.test.skip=true -pl function,operations "$@" package
}

# A mark that packing would remove: the time of a jar that is left alone stays.
age() {
    touch -t 203001010000 $jars
}

left_alone() {
    for jar in "$@"; do
        [ -n "$(find "$jar" -newermt 2029-12-31)" ] || fail "$jar was packed though nothing changed"
    done
}

packed() {
    for jar in "$@"; do
        [ -z "$(find "$jar" -newermt 2029-12-31)" ] || fail "$jar was not packed"
    done
}

holds() {
    unzip -Z1 "$1" "$2" >/dev/null || fail "$1 lacks $2"
}

lacks() {
    ! unzip -Z1 "$1" "$2" >/dev/null 2>&1 || fail "$1 still has $2"
}

fail() {
    echo "FAILED: $step: $*" >&2
    exit 1
}

step() {
    step=$1
    echo "$step"
}

step "from nothing"
build
first=$(sha256sum $jars)

step "nothing changed"
age
build
left_alone $jars

step "times changed, contents did not"
age
touch pom.xml function/pom.xml operations/pom.xml
find function/target/classes operations/target/classes -name '*.class' -exec touch {} +
build
left_alone $jars

step "a source of the listener"
age
sed -i.old 's/"received /"got /' "$sample"
build
packed function/target/function.jar
left_alone operations/target/operations.jar operations/target/network.jar
unzip -p function/target/function.jar 'io/github/rabbitlambda/function/SampleListener.class' | grep -aq "got " \
    || fail "the old class is in the jar"

step "the change taken back, with the old file's time"
age
mv "$sample.old" "$sample"
touch -t 203101010000 "$sample"
build
packed function/target/function.jar
[ "$first" = "$(sha256sum $jars)" ] || fail "the jars are not those of the first build"

step "a source of the operations"
age
printf '\nfinal class Planted {}\n' >>"$task"
build
packed operations/target/operations.jar operations/target/network.jar
left_alone function/target/function.jar
holds operations/target/operations.jar io/github/rabbitlambda/operations/Planted.class
holds operations/target/network.jar io/github/rabbitlambda/operations/Planted.class

step "a class taken away"
age
sed -i.old '/^final class Planted/d' "$task"
rm "$task.old"
build
packed operations/target/operations.jar operations/target/network.jar
lacks operations/target/operations.jar io/github/rabbitlambda/operations/Planted.class
lacks operations/target/network.jar io/github/rabbitlambda/operations/Planted.class

step "a resource"
age
mkdir -p function/src/main/resources operations/src/main/resources
echo planted | tee function/src/main/resources/planted.txt >operations/src/main/resources/planted.txt
build
packed $jars
for jar in $jars; do holds "$jar" planted.txt; done
step "a resource of the same length"
age
sleep 1
echo PLANTED >function/src/main/resources/planted.txt
build
packed function/target/function.jar
[ "$(unzip -p function/target/function.jar planted.txt)" = PLANTED ] || fail "the old resource is in the jar"

step "the poms"
age
echo '<!-- changed -->' >>operations/pom.xml
build
packed operations/target/operations.jar operations/target/network.jar
left_alone function/target/function.jar
age
echo '<!-- changed -->' >>pom.xml
build
packed $jars

step "a dependency's version, given on the command line alone"
age
build -Daws-lambda-core.version=1.3.0
packed $jars

step "and back"
age
build
packed $jars

step "a jar that came from elsewhere"
echo x >>function/target/function.jar
rm operations/target/network.jar
build
unzip -tq function/target/function.jar >/dev/null
packed $jars

step "a build that was interrupted while packing"
sed -i.old 's/"received /"got /' "$sample"
build &
for _ in $(seq 600); do
    [ ! -e function/target/packed.txt ] && break
    sleep 0.05
done
kill -9 $(pgrep -P $! || true) $! 2>/dev/null || true
wait 2>/dev/null || true
age
build
packed function/target/function.jar
unzip -p function/target/function.jar 'io/github/rabbitlambda/function/SampleListener.class' | grep -aq "got " \
    || fail "the old class is in the jar"

step "target deleted"
rm -rf function/target operations/target
build
packed $jars
echo "all as it should be"
