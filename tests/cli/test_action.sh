#!/usr/bin/env bash
# action.yml, step by step as GitHub runs it: a repository with a base and a branch that changes the list, right, stale and wrong.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need git python3 shellcheck
unset SOURCE_DATE_EPOCH
action=$source_dir/action.yml
step() { python3 "$source_dir/tests/tools/action_step.py" "$action" "$@"; }

git init -q list && cd list || exit 1
git config user.name x && git config user.email x@example.org
cp "$source_dir/data/early-exiting.yaml" data.yaml
cp "$source_dir/tests/taxonomy/seed_readme.md" README.md
printf 'data: data.yaml\nreadme: {timezone: Asia/Shanghai}\noutputs: [map.svg]\n' >papermap.yaml
"$papermap" build -q && git add -A && git commit -qm base && git checkout -qb change || exit 1

# action [KEY=VALUE]...: all steps in order, each with its own exit code in $work/NAME.code; what GitHub would show in shown.
action() {
  local name status
  export RUNNER_TEMP=$work/temp GITHUB_STEP_SUMMARY=$work/summary GITHUB_OUTPUT=$work/output GITHUB_PATH=$work/path
  rm -rf "$RUNNER_TEMP" "$work"/*.code && mkdir "$RUNNER_TEMP"
  for file in "$GITHUB_STEP_SUMMARY" "$GITHUB_OUTPUT" "$GITHUB_PATH" "$work/shown"; do : >"$file"; done
  while read -r name; do
    step "$name" "github.action_path=$source_dir" "runner.temp=$RUNNER_TEMP" "$@" >"$work/step.sh"
    expect "the step \"$name\" is not clean: $(shellcheck -s bash -e SC2016 "$work/step.sh")" shellcheck -s bash -e SC2016 "$work/step.sh"
    status=0
    PATH=$(dirname "$papermap"):$PATH bash "$work/step.sh" >>"$work/shown" 2>&1 </dev/null || status=$?
    echo "$status" >"$work/$name.code"
  done < <(step)
  command_line="action $*"
}
expect_step() { expect "\"$1\" ends with $(cat "$work/$1.code"), not $2: $(tail -5 "$work/shown")" [ "$(cat "$work/$1.code")" = "$2" ]; }
shown() { expect "what is shown lacks: $1" grep -qF -- "$1" "$work/shown"; }

# nothing changed
action
for name in "Install papermap" "Check the list" "Draw the preview" "Say what is stale"; do expect_step "$name" 0; done
expect "papermap was built, though it is there" [ ! -s "$work/path" ]
folder=$(sed -n 's/^folder=//p' "$work/output")
for file in index.html map.png map.svg map.pdf summary.md; do expect_file "$folder/$file"; done
expect_contains "$work/summary" "38"
expect_no_file "$folder/changes.svg"
expect "a current file is called stale" [ "$(grep -c Stale "$work/summary")" = 0 ]

# the list changed, the pictures did not
sed -i 's/title: "Dynamic neural networks: A survey"/title: "Dynamic networks: a survey"/' data.yaml
git commit -qam "another title"
action
expect_step "Check the list" 0
expect_step "Draw the preview" 0
expect_step "Say what is stale" 1
shown "stale    map.svg"
shown "::error title=papermap::2 stale"
expect_contains "$work/summary" "- map.svg"
expect_contains "$work/summary" "- README.md"
expect "the run changed the repository" [ -z "$(git status --short)" ]

# compared with the base: by itself in a pull request, with what was asked for else
git update-ref refs/remotes/origin/main change~1
action github.base_ref=main
expect_step "Draw the preview" 0
expect_file "$folder/changes.svg"
expect_contains "$work/summary" "**1 paper edited**"
expect_contains "$folder/index.html" '"changesSummary":"1 paper edited"'
action inputs.base=HEAD~1:data.yaml
expect_file "$folder/changes.svg"
action inputs.base=HEAD
expect_contains "$work/summary" "**nothing changed**"
action 'inputs.base=nowhere$(touch injected)'
expect_step "Draw the preview" 0
shown "::notice title=papermap::the list cannot be compared with nowhere"
expect_no_file "$folder/changes.svg"
expect_no_file injected

"$papermap" build -q && git commit -qam "built" && action
expect_step "Say what is stale" 0

# a mistake: an annotation at its place; a warning fails only when strict
printf 'Late:\n  list:\n    - {title: "A paper", yaer: 2020}\n' >>data.yaml
action
expect_step "Check the list" 0
shown "::warning file=data.yaml"
action inputs.strict=true
expect_step "Check the list" 1
printf '    - {year: 2020}\n' >>data.yaml
action
expect_step "Check the list" 1
shown "::error file=data.yaml"
expect_step "Say what is stale" 3

# no papermap.yaml; names that a shell could take for its own
git mv data.yaml 'a $(touch injected) list.yaml' && git rm -qf papermap.yaml && git checkout -q change~1 -- data.yaml
cp data.yaml 'a $(touch injected) list.yaml'
action 'inputs.data=a $(touch injected) list.yaml'
expect_step "Check the list" 0
expect_step "Draw the preview" 0
expect_step "Say what is stale" 0
expect_no_file injected
finish
