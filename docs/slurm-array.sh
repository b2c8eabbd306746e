#!/usr/bin/env bash
# Runs a campaign as a Slurm job array, a part a task, and joins the parts when all of them have ended.
#
#   docs/slurm-array.sh PARTS [CONFIG] [OUTPUT]
#
# OUTPUT is a folder that all nodes share; it keeps the parts' result files and schedules, campaign.json with the whole result, a
# report in each format, and the jobs' logs. The command waits for the end and ends with the status of 'racemodel merge'. A task
# that is preempted or requeued goes on where it was; so does a whole campaign that is submitted again with the same OUTPUT.
#
# RACEMODEL is the command on the nodes (default: racemodel), CPUS the processors of a task (default: 2); other settings of sbatch
# can be given in the environment, such as SBATCH_PARTITION or SBATCH_TIMELIMIT.
set -euo pipefail

parts=${1:?usage: docs/slurm-array.sh PARTS [CONFIG] [OUTPUT]}
config=$(realpath "${2:-Coyote.config.json}")
mkdir -p "${3:-racemodel-results}"
output=$(realpath "${3:-racemodel-results}")
racemodel=${RACEMODEL:-racemodel}
(( parts > 1 )) || { echo "give 2 parts or more" >&2; exit 2; }

# Slurm sends SIGTERM before SIGKILL; the tool then leaves a valid result file.
array=$(sbatch --parsable --job-name=racemodel --array="1-$parts" --cpus-per-task="${CPUS:-2}" --requeue \
    --output="$output/part-%a.log" --open-mode=append <<EOF
#!/usr/bin/env bash
result="$output/campaign-\$SLURM_ARRAY_TASK_ID-of-$parts.json"
resume=()
[[ -f \$result ]] && resume=(--resume "\$result")
exec $racemodel test "$config" --shard "\$SLURM_ARRAY_TASK_ID/$parts" --workers "\$SLURM_CPUS_PER_TASK" --output "$output" "\${resume[@]}"
EOF
)
echo "submitted $parts tasks as job $array"

# Whatever the tasks end with: what is missing or wrong is for the merge to say.
sbatch --wait --job-name=racemodel-merge --dependency="afterany:$array" --output="$output/merge.log" <<EOF
#!/usr/bin/env bash
$racemodel merge "$output"/campaign-*-of-$parts.json --output "$output" || status=\$?
for format in junit:xml sarif:sarif; do
    [[ -f "$output/campaign.json" ]] && $racemodel merge "$output/campaign.json" --format "\${format%:*}" > "$output/campaign.\${format#*:}"
done
exit \${status:-0}
EOF
