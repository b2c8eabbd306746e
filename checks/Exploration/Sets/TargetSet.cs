using System.Collections;
using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>States to which steps are looked for. Of most rows that have none of them it tells so at once.</summary>
internal sealed class TargetSet
{
    // Host values are numbers from zero up, but for models that are no scenarios.
    private const uint MostHosts = 1 << 20;

    private readonly StateSet _states = new();
    private readonly BitArray _hosts = new(0);

    /// <summary>Whether some of the states may be in a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHaveRow(uint host) => host % MostHosts < (uint)_hosts.Length && _hosts[(int)(host % MostHosts)];

    /// <summary>Those of the states that are in a block.</summary>
    public ulong StatesIn(ulong key) => _states.StatesIn(key);

    /// <summary>Adds some states.</summary>
    /// <returns>Those that were not there.</returns>
    public ulong Add(StateBlock block)
    {
        int host = (int)(block.Host % MostHosts);
        if (host >= _hosts.Length) _hosts.Length = Math.Max(2 * _hosts.Length, host + 1);
        _hosts[host] = true;
        return _states.Add(block);
    }

    /// <summary>Some states of blocks.</summary>
    public static TargetSet Of(StateBlock[] blocks, ulong[] chosen)
    {
        TargetSet targets = new();
        for (int block = 0; block < blocks.Length; block++)
        {
            if (chosen[block] != 0) targets.Add(blocks[block] with { States = chosen[block] });
        }

        return targets;
    }
}
