using System.Collections;
using System.Runtime.CompilerServices;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>States to which steps are looked for. It tells at once that none of them is in a row: most rows have none.</summary>
internal sealed class TargetSet
{
    private readonly StateSet _states = new();
    private readonly BitArray _hosts = new(0);

    /// <summary>Whether some of the states are in a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasRow(uint host) => host < (uint)_hosts.Length && _hosts[(int)host];

    /// <summary>Those of the states that are in a block.</summary>
    public ulong StatesIn(ulong key) => _states.StatesIn(key);

    /// <summary>Adds some states.</summary>
    /// <returns>Those that were not there.</returns>
    public ulong Add(StateBlock block)
    {
        if (block.Host >= _hosts.Length) _hosts.Length = Math.Max(2 * _hosts.Length, (int)block.Host + 1);
        _hosts[(int)block.Host] = true;
        return _states.Add(block.Key, block.States);
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
