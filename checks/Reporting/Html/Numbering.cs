namespace RaceModel.Checks.Reporting.Html;

/// <summary>Numbers values from 0 up in the order of their first use, so that each is written once.</summary>
internal sealed class Numbering<T> where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];

    /// <summary>The values, by their numbers.</summary>
    public IEnumerable<T> Values => _numbers.Keys;

    public int NumberOf(T value)
    {
        if (_numbers.TryGetValue(value, out int number)) return number;
        _numbers.Add(value, _numbers.Count);
        return _numbers.Count - 1;
    }
}
