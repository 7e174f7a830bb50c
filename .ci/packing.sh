#!/usr/bin/env bash
# Proves on a copy of the tree that Lambda's jars are packed again after each kind of change, and only then. Some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 tar c | tar x -C "$copy"
cd "$copy"

library=function/target/function.jar
sample=examples/target/examples.jar
operations="operations/target/operations.jar operations/target/steps.jar"
jars="$library $sample $operations"
listener_log=function/src/main/java/io/github/rabbitlambda/function/ListenerLog.java
sample_listener=examples/src/main/java/io/github/rabbitlambda/examples/SampleListener.java
task=$(ls operations/src/main/java/io/github/rabbitlambda/operations/*.java | grep -v package-info | head -1)

build() {
    mvn -q -B -Dstyle.skip -Dmaven.test.skip=true -pl function,examples,operations "$@" package
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

has_text() {
    unzip -p "$1" "$2" | grep -aq "$3" || fail "the old $2 is in $1"
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
touch pom.xml function/pom.xml examples/pom.xml operations/pom.xml
find function/target/classes examples/target/classes operations/target/classes -name '*.class' -exec touch {} +
build
left_alone $jars

step "a source of the sample"
age
sed -i.old 's/"received /"got /' "$sample_listener"
build
packed $sample
left_alone $library $operations
has_text $sample io/github/rabbitlambda/examples/SampleListener.class "got "

step "the change taken back, with the old file's time"
age
mv "$sample_listener.old" "$sample_listener"
touch -t 203101010000 "$sample_listener"
build
packed $sample
[ "$first" = "$(sha256sum $jars)" ] || fail "the jars are not those of the first build"

step "a source of the library, from which the sample's jar is made too"
age
sed -i.old 's/"batch comes back"/"batch returns"/' "$listener_log"
build
packed $library $sample
left_alone $operations
for jar in $library $sample; do
    has_text "$jar" io/github/rabbitlambda/function/ListenerLog.class "batch returns"
done

step "that change taken back by synthesis, which does not need the library's jar"
age
mv "$listener_log.old" "$listener_log"
touch "$listener_log"
build -Psynth
packed $sample
left_alone $library $operations
has_text $library io/github/rabbitlambda/function/ListenerLog.class "batch returns"

step "and the library's jar made by the next build that does"
age
build
packed $library
left_alone $sample $operations
[ "$first" = "$(sha256sum $jars)" ] || fail "the jars are not those of the first build"

step "a source of the operations"
age
printf '\nfinal class Planted {}\n' >>"$task"
build
packed $operations
left_alone $library $sample
holds operations/target/operations.jar io/github/rabbitlambda/operations/Planted.class
holds operations/target/steps.jar io/github/rabbitlambda/operations/Planted.class

step "a class taken away"
age
sed -i.old '/^final class Planted/d' "$task"
rm "$task.old"
build
packed $operations
lacks operations/target/operations.jar io/github/rabbitlambda/operations/Planted.class
lacks operations/target/steps.jar io/github/rabbitlambda/operations/Planted.class

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
packed $library $sample
for jar in $library $sample; do
    [ "$(unzip -p "$jar" planted.txt)" = PLANTED ] || fail "the old resource is in $jar"
done

step "the poms"
age
echo '<!-- changed -->' >>examples/pom.xml
build
packed $sample
left_alone $library $operations
age
echo '<!-- changed -->' >>operations/pom.xml
build
packed $operations
left_alone $library $sample
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

step "jars that came from elsewhere"
for jar in $library $sample; do echo x >>"$jar"; done
rm operations/target/steps.jar
build
for jar in $library $sample; do unzip -tq "$jar" >/dev/null; done
packed $jars

step "a build that was interrupted while packing"
for module in function examples; do
    sed -i.old "s/\"batch comes back\"/\"batch returns by $module\"/" "$listener_log"
    set -m # a process group of its own, which the kill ends with Maven's Java in it
    build &
    set +m
    for _ in $(seq 1200); do
        [ ! -e $module/target/packed.txt ] && break
        sleep 0.05
    done
    kill -9 -- -$! || fail "it ended before it packed $module"
    wait 2>/dev/null || true
    age
    build
    packed "$module/target/$module.jar"
    for jar in $library $sample; do
        has_text "$jar" io/github/rabbitlambda/function/ListenerLog.class "batch returns by $module"
    done
    mv "$listener_log.old" "$listener_log"
    touch "$listener_log"
done

step "target deleted"
rm -rf function/target examples/target operations/target
build
packed $jars
echo "all as it should be"
