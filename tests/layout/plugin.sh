#!/usr/bin/env bash
# The shared plugin under stock `dot`: every kind of graph gives a picture with all its nodes and clusters, and
# not a word on standard error. The plugins lie in a folder of the test's own, so no system folder is touched.
#
#   plugin.sh PLUGIN GRAPHVIZ_PLUGIN_FOLDER
set -u

plugin=$1
stock=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GVBINDIR=$work/plugins
mkdir "$GVBINDIR"
cp "$plugin" "$stock"/libgvplugin_core.so.* "$stock"/libgvplugin_neato_layout.so.* "$GVBINDIR"
dot=(dot)
if ldd "$plugin" | grep -q libasan; then
    dot=(env "LD_PRELOAD=$(ldd "$plugin" | awk '/libasan/ { print $3 }')" ASAN_OPTIONS=detect_leaks=0 dot)
fi
"${dot[@]}" -c || exit 1

failures=0

fail() {
    echo "FAILED $1: $2"
    failures=$((failures + 1))
}

# check NAME NODES EDGES CLUSTERS: the graph on standard input must have as many in every picture.
check() {
    cat >"$work/$1.gv"
    echo "$1 $2 $3 $4, no number: 0, nodes by neato: $2" >>"$work/expected"
}

# What check() expects, counted in the pictures.
count() {
    local name
    while read -r name _; do
        awk -v name="$name" '
            FILENAME ~ /dot\.svg$/ { again += /class="node"/; next }
            { nodes += /class="node"/; edges += /class="edge"/; clusters += /class="cluster"/ }
            tolower($0) ~ /nan|inf"/ { strange++ }
            END {
                printf "%s %d %d %d, no number: %d, nodes by neato: %d\n", name, nodes, edges, clusters, strange, again
            }' "$work/$name.gv.svg" "$work/$name.gv.dot.svg"
    done <"$work/expected"
}

# draw NAME OPTION...: all graphs, then once more by neato from the positions that were written.
draw() {
    local name=$1 told
    shift
    rm -f "$work"/*.gv.*
    {
        "${dot[@]}" -Kmindmap -Tsvg -O "$@" "$work"/*.gv || echo "dot failed"
        "${dot[@]}" -Kmindmap -Tdot -O "$@" "$work"/*.gv || echo "dot failed"
        neato -n2 -Tsvg -O "$work"/*.gv.dot || echo "neato failed"
    } >"$work/told" 2>&1
    [ -s "$work/told" ] && fail "$name" "$(head -3 "$work/told")"
    told=$(count | diff "$work/expected" -) || fail "$name" "$told"
}

check tree 7 6 0 <<<'digraph { r -> a -> b; a -> c; r -> d -> e; d -> f }'
check dag 5 6 0 <<<'digraph { a -> b -> d; a -> c -> d; d -> e; a -> e }'
check cycle 4 5 0 <<<'digraph { a -> b -> c -> d -> a; c -> a }'
check forest 8 5 0 <<<'digraph { a -> b; a -> c; d -> e -> f; x; y -> y }'
check undirected 6 6 0 <<<'graph { a -- b; c -- b; c -- d; d -- a; e -- f; f -- b [label="a label"] }'
check named 4 3 0 <<<'graph { root=c; a -- b -- c -- d }'
check loops 3 8 0 <<<'digraph { a -> a; a -> a [label=twice]; a -> b; a -> b; a -> b; b -> a; b -> c; c -> c }'
check ports 3 2 0 <<<'digraph { a [shape=record,label="<p>x|<q>y"]; a:p -> b:n; a:q -> c [headlabel=h,taillabel=t,xlabel=x] }'
check shapes 6 5 0 <<<'digraph { a [shape=trapezium]; b [shape=triangle]; c [shape=point]; d [shape=circle];
    e [shape=star]; f [shape=plaintext,width=0,height=0]; a -> b; a -> c; a -> d; b -> e; b -> f }'
check clusters 8 7 4 <<<'digraph { label=whole; r -> a -> b; a -> c; r -> d -> e; d -> f; e -> g;
    subgraph cluster_a { label="a long label for a small box"; a; b; c }
    subgraph plain { subgraph cluster_d { label=d; labelloc=b; d; e; f; g; subgraph cluster_e { e; g;
    subgraph cluster_same { e; g } } } } }'
check foreign 6 4 3 <<<'digraph { subgraph cluster_x { a; b; c; subgraph cluster_y { b } } subgraph cluster_none { }
    r -> a; r -> b; r -> c; a -> e; x }'
check around 4 3 1 <<<'digraph { subgraph cluster_all { label=everything; r -> a; r -> b; r -> c } }'
check empty 0 0 0 <<<'digraph { }'
check one 1 0 1 <<<'graph { subgraph cluster_one { one } }'

for direction in right left both down columns radial; do
    for align in none rank leaf; do
        for connector in bracket curve fan line; do
            case $direction-$align-$connector in # as different as the rest of them
            columns-rank-* | radial-rank-* | columns-*-line | radial-*-line | columns-*-fan | radial-*-fan) continue ;;
            esac
            draw "$direction $align $connector" -Gpm_direction=$direction -Gpm_align=$align -Gpm_connector=$connector
        done
    done
done
draw "from rankdir" -Grankdir=RL -Gpm_region_align=true

[ "$failures" = 0 ] || exit 1
echo "all drawn"
